import type { Route } from '../setup/campaign.ts'
import type { Plan } from './decision.ts'

/** The route with everything taken out that is not eligible; the outermost group stays, even when it is empty. */
export function planOf(route: Route, eligible: ReadonlySet<string>): Plan {
  const of = route.members.flatMap(({ delivery, route: inner }): Plan[] => {
    if (delivery !== undefined) return eligible.has(delivery) ? [{ kind: 'offer', delivery }] : []
    const plan = inner ? planOf(inner, eligible) : null
    return plan && offersOf(plan).length > 0 ? [plan] : []
  })
  return route.kind === 'broadcast' ? { kind: 'all', of } : { kind: 'first', maxSales: route.maxSales, of }
}

/** Keys of the deliveries that a route names, wherever they stand in it. */
export function deliveriesOf(route: Route): readonly string[] {
  return route.members.flatMap(({ delivery, route: inner }) => [
    ...(delivery === undefined ? [] : [delivery]),
    ...(inner ? deliveriesOf(inner) : []),
  ])
}

/** Keys of the deliveries that a plan offers the lead to, in its order. */
export function offersOf(plan: Plan): readonly string[] {
  return plan.kind === 'offer' ? [plan.delivery] : plan.of.flatMap(offersOf)
}
