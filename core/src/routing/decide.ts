// Decides which deliveries are offered a lead, in what order. Pure: same lead + same set-up + same clock + same draw = same
// decision.

import type { LeadFacts } from '../lead/facts.ts'
import type { Routing } from './compile.ts'
import { consider, type RoutingWorld } from './consider.ts'
import type { Considered, Decision, Plan, Waivers } from './decision.ts'
import { deliveriesOf, offersOf, planOf } from './plan.ts'

/** What a decision looks at besides the lead, with what is kept of it for a replay. */
export interface DecidingWorld extends RoutingWorld {
  /** Uniform in [0, 1). */
  readonly draw: number
  readonly setupVersion: number
  /** Deliveries that were asked before, on a route that goes on: whatever has become of them, they end nothing. */
  readonly asked?: ReadonlySet<string> | undefined
}

/**
 * Considers every delivery of the campaign once and makes the plan of those that may have the lead. `considered` follows the
 * order of `routing.candidates`. With `waivers.onlyDelivery` the plan is that delivery alone, in the route or not, and a
 * manual trigger does not keep it out. A delivery in `world.takenBy` is not eligible and stands in the plan all the same: what
 * it took counts towards a group's sales. One that is full and rejects then ends the route: who stands behind it is not asked.
 */
export function decideRoute(routing: Routing, facts: LeadFacts, world: DecidingWorld, waivers: Waivers): Decision {
  const { route, candidates } = routing
  const inRoute = route === null ? null : new Set(deliveriesOf(route))
  const considered = candidates.map((candidate) => consider(candidate, inRoute, facts, world, waivers))
  const eligible = considered
    .filter(({ delivery, excluded }) => excluded === null || world.takenBy?.has(delivery))
    .map(({ delivery }) => delivery)
  const isRouted = route !== null && waivers.onlyDelivery === null
  const ending = considered.filter((line) => isRouted && endsRoute(line) && !world.asked?.has(line.delivery))
  const plan = isRouted ? planOf(route, new Set(eligible), keysOf(ending)) : broadcastTo(eligible)
  return {
    decidedAt: world.now.toISOString(),
    draw: world.draw,
    setupVersion: world.setupVersion,
    plan,
    considered: ending.length === 0 ? considered : withoutUnasked(considered, plan, ending),
  }
}

function endsRoute({ excluded }: Considered): boolean {
  return excluded?.why === 'cap' && excluded.cap.whenFull === 'reject'
}

function keysOf(lines: readonly Considered[]): ReadonlySet<string> {
  return new Set(lines.map(({ delivery }) => delivery))
}

function withoutUnasked(considered: readonly Considered[], plan: Plan, ending: readonly Considered[]): Considered[] {
  const offered = new Set(offersOf(plan))
  const [first] = ending
  const why = first?.excluded
  return considered.map((line): Considered => {
    if (line.excluded !== null || offered.has(line.delivery) || why?.why !== 'cap') return line
    const words = `not asked: the route ends at ${first?.delivery}, which is full (${why.words})`
    return { ...line, excluded: { why: 'cap', words, cap: why.cap }, holdUntil: null, holdReason: null }
  })
}

function broadcastTo(deliveries: readonly string[]): Plan {
  return { kind: 'all', of: deliveries.map((delivery) => ({ kind: 'offer', delivery })) }
}
