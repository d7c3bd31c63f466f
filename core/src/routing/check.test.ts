import { expect, test } from 'vitest'

import type { Route, RouteMember } from '../setup/campaign.ts'
import { checkRoute } from './check.ts'

const world = {
  campaign: 'auto',
  deliveries: new Map([
    ['acme', { campaign: 'auto' }],
    ['beta', { campaign: 'auto' }],
    ['solar-one', { campaign: 'solar' }],
  ]),
}

function codes(route: Route): string[] {
  return checkRoute(route, 'route', world).map(({ path, code }) => `${path} ${code}`)
}

function broadcast(...members: RouteMember[]): Route {
  return { kind: 'broadcast', members }
}

function nested(levels: number): Route {
  return levels === 1 ? broadcast({ delivery: 'acme' }) : broadcast({ route: nested(levels - 1) })
}

test('a proper route has no problems', () => {
  const inner: Route = { kind: 'priority', maxSales: 2, members: [{ delivery: 'beta' }] }
  expect(codes(broadcast({ delivery: 'acme' }, { route: inner }))).toEqual([])
  expect(codes(nested(5))).toEqual([])
})

test.each<[Route, string]>([
  [broadcast({ delivery: 'acne' }), 'route.members[0].delivery unknown_delivery'],
  [broadcast({ delivery: 'solar-one' }), 'route.members[0].delivery foreign_delivery'],
  [
    broadcast({ delivery: 'acme' }, { route: nested(1) }),
    'route.members[1].route.members[0].delivery repeated_delivery',
  ],
  [broadcast(), 'route.members empty_route'],
  [broadcast({}), 'route.members[0] invalid_member'],
  [broadcast({ delivery: 'acme', route: nested(1) }), 'route.members[0] invalid_member'],
  [{ kind: 'priority', maxSales: 0, members: [{ delivery: 'acme' }] }, 'route.maxSales invalid_max_sales'],
  [
    nested(6),
    'route.members[0].route.members[0].route.members[0].route.members[0].route.members[0].route route_too_deep',
  ],
])('%j is refused with its place', (route, problem) => {
  expect(codes(route)).toEqual([problem])
})

test('an unknown delivery comes with a suggestion from its campaign', () => {
  expect(checkRoute(broadcast({ delivery: 'acne' }), 'route', world)[0]?.message).toBe(
    "There is no delivery 'acne'. Did you mean acme?",
  )
})
