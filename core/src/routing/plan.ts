import type { Route } from '../setup/campaign.ts'
import type { Plan } from './decision.ts'

interface Planned {
  readonly plan: Plan
  /** A delivery that ends the route stands in it: nobody behind it is asked. */
  readonly ends: boolean
}

/**
 * The route with everything taken out that is not eligible; the outermost group stays, even when it is empty. A priority ends
 * with a delivery of `ending`: what stands behind it, also behind the group it is in, is taken out too.
 */
export function planOf(route: Route, eligible: ReadonlySet<string>, ending: ReadonlySet<string> = new Set()): Plan {
  return planned(route, eligible, ending).plan
}

function planned(route: Route, eligible: ReadonlySet<string>, ending: ReadonlySet<string>): Planned {
  const of: Plan[] = []
  let ends = false
  for (const { delivery, route: inner } of route.members) {
    // Members of a broadcast stand beside each other: one of them ends only what comes after all of them.
    if (ends && route.kind === 'priority') break
    if (delivery !== undefined && ending.has(delivery)) ends = true
    else if (delivery !== undefined && eligible.has(delivery)) of.push({ kind: 'offer', delivery })
    else if (inner) {
      const group = planned(inner, eligible, ending)
      if (group.ends) ends = true
      if (offersOf(group.plan).length > 0) of.push(group.plan)
    }
  }
  return {
    plan: route.kind === 'broadcast' ? { kind: 'all', of } : { kind: 'first', maxSales: route.maxSales, of },
    ends,
  }
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
