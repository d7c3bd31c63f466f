import { describe, expect, test } from 'vitest'

import type { Route } from '../setup/campaign.ts'
import { offersOf, planOf } from './plan.ts'

const to = (...keys: string[]) => keys.map((delivery) => ({ delivery }))
const priority = (...members: Route['members']): Route => ({ kind: 'priority', maxSales: 1, members })
const broadcast = (...members: Route['members']): Route => ({ kind: 'broadcast', members })
const all = new Set(['a', 'b', 'c', 'd', 'e'])

function offers(route: Route, ending: readonly string[]): readonly string[] {
  const eligible = new Set([...all].filter((key) => !ending.includes(key)))
  return offersOf(planOf(route, eligible, new Set(ending)))
}

describe('A delivery that ends the route', () => {
  test('takes out who stands behind it, and nobody before it', () => {
    expect(offers(priority(...to('a', 'b', 'c')), ['b'])).toEqual(['a'])
    expect(offers(priority(...to('a', 'b', 'c')), ['a'])).toEqual([])
    expect(offers(priority(...to('a', 'b', 'c')), [])).toEqual(['a', 'b', 'c'])
  })

  test('in an inner priority takes out what comes after that group, too', () => {
    expect(offers(priority({ route: priority(...to('a', 'b')) }, ...to('c')), ['b'])).toEqual(['a'])
  })

  test('in a broadcast leaves those beside it, and takes out what comes after the broadcast', () => {
    expect(offers(broadcast(...to('a', 'b', 'c')), ['b'])).toEqual(['a', 'c'])
    expect(offers(priority({ route: broadcast(...to('a', 'b', 'c')) }, ...to('d')), ['b'])).toEqual(['a', 'c'])
  })

  test('in one branch of a broadcast leaves the other branches whole', () => {
    const route = broadcast({ route: priority(...to('a', 'b', 'c')) }, { route: priority(...to('d', 'e')) })
    expect(offers(route, ['b'])).toEqual(['a', 'd', 'e'])
  })
})
