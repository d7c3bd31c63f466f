// Decides which deliveries are offered a lead, in what order. Pure: same lead + same set-up + same clock + same draw = same
// decision.

import type { LeadFacts } from '../lead/facts.ts'
import type { Routing } from './compile.ts'
import { consider, type RoutingWorld } from './consider.ts'
import type { Decision, Plan, Waivers } from './decision.ts'
import { deliveriesOf, planOf } from './plan.ts'

/** What a decision looks at besides the lead, with what is kept of it for a replay. */
export interface DecidingWorld extends RoutingWorld {
  /** Uniform in [0, 1). */
  readonly draw: number
  readonly setupVersion: number
}

/**
 * Considers every delivery of the campaign once and makes the plan of those that may have the lead. `considered` follows the
 * order of `routing.candidates`. With `waivers.onlyDelivery` the plan is that delivery alone, in the route or not, and a
 * manual trigger does not keep it out.
 */
export function decideRoute(routing: Routing, facts: LeadFacts, world: DecidingWorld, waivers: Waivers): Decision {
  const { route, candidates } = routing
  const inRoute = route === null ? null : new Set(deliveriesOf(route))
  const considered = candidates.map((candidate) => consider(candidate, inRoute, facts, world, waivers))
  const eligible = considered.filter(({ excluded }) => excluded === null).map(({ delivery }) => delivery)
  return {
    decidedAt: world.now.toISOString(),
    draw: world.draw,
    setupVersion: world.setupVersion,
    plan: route === null || waivers.onlyDelivery !== null ? broadcastTo(eligible) : planOf(route, new Set(eligible)),
    considered,
  }
}

function broadcastTo(deliveries: readonly string[]): Plan {
  return { kind: 'all', of: deliveries.map((delivery) => ({ kind: 'offer', delivery })) }
}
