// Every mistake in a route, with its place, before the campaign is stored.

import type { Route, RouteMember } from '../setup/campaign.ts'
import type { Problem } from '../setup/problem.ts'
import { compileSuggestions } from '../text/suggest.ts'

export interface RouteWorld {
  /** Reference of the campaign whose route this is. */
  readonly campaign: string
  /** Every delivery of the account, by key. */
  readonly deliveries: ReadonlyMap<string, { readonly campaign: string }>
}

const deepest = 5
const mostMembers = 500

/**
 * A route names deliveries that exist and belong to its campaign, each of them once; every member is one delivery or one inner
 * route; no group is empty; `maxSales` is a whole number from 1; at most 5 levels and 500 members in all.
 */
export function checkRoute(route: Route, path: string, world: RouteWorld): Problem[] {
  const seen = new Map<string, string>()
  const problems = checkGroup(route, path, 1, world, seen)
  if (seen.size <= mostMembers) return problems
  return [...problems, { path, code: 'route_too_large', message: `A route names at most ${mostMembers} deliveries` }]
}

function checkGroup(
  route: Route,
  path: string,
  depth: number,
  world: RouteWorld,
  seen: Map<string, string>,
): Problem[] {
  if (depth > deepest) return [{ path, code: 'route_too_deep', message: `A route is at most ${deepest} levels deep` }]
  const problems: Problem[] = []
  if (route.kind === 'priority' && !(Number.isInteger(route.maxSales) && route.maxSales >= 1)) {
    problems.push({ path: `${path}.maxSales`, code: 'invalid_max_sales', message: 'maxSales is a whole number from 1' })
  }
  if (route.members.length === 0) {
    problems.push({ path: `${path}.members`, code: 'empty_route', message: 'A route names at least one member' })
  }
  const members = route.members.flatMap((member, index) =>
    checkMember(member, `${path}.members[${index}]`, depth, world, seen),
  )
  return [...problems, ...members]
}

function checkMember(
  { delivery, route }: RouteMember,
  path: string,
  depth: number,
  world: RouteWorld,
  seen: Map<string, string>,
): Problem[] {
  if (delivery !== undefined && route === undefined) return checkDelivery(delivery, `${path}.delivery`, world, seen)
  if (delivery === undefined && route !== undefined) return checkGroup(route, `${path}.route`, depth + 1, world, seen)
  return [{ path, code: 'invalid_member', message: 'A member of a route is either a delivery or a route' }]
}

function checkDelivery(key: string, path: string, world: RouteWorld, seen: Map<string, string>): Problem[] {
  const earlier = seen.get(key)
  if (earlier !== undefined) {
    return [{ path, code: 'repeated_delivery', message: `Delivery ${key} stands in the route already, at ${earlier}` }]
  }
  seen.set(key, path)
  const found = world.deliveries.get(key)
  if (!found) return [{ path, code: 'unknown_delivery', message: unknownWords(key, world) }]
  if (found.campaign === world.campaign) return []
  const message = `Delivery ${key} belongs to campaign ${found.campaign}, not to ${world.campaign}`
  return [{ path, code: 'foreign_delivery', message }]
}

function unknownWords(key: string, { campaign, deliveries }: RouteWorld): string {
  const own = [...deliveries].filter(([, delivery]) => delivery.campaign === campaign).map(([known]) => known)
  const [nearest] = compileSuggestions(own)(key)
  return `There is no delivery '${key}'${nearest === undefined ? '' : `. Did you mean ${nearest}?`}`
}
