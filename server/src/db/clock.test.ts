import fc from 'fast-check'
import { afterEach, describe, expect, it, test, vi } from 'vitest'

import { createTestDatabase } from '@switchyard/testkit/database.ts'
import postgres from 'postgres'

import { databaseNow, followClock, offsetAfter, type ClockSample } from './clock.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** A look at a clock that is `trueOffset` ahead of the monotonic one, with answers that take their time on both ways. */
const look = (trueOffset: number) =>
  fc
    .record({ askedMs: fc.nat(1_000_000), thereMs: fc.nat(400), backMs: fc.nat(400) })
    .map(({ askedMs, thereMs, backMs }): ClockSample => {
      const seenMs = askedMs + thereMs
      return { databaseMs: seenMs + trueOffset, askedMs, heardMs: seenMs + backMs }
    })

describe('offsetAfter', () => {
  it('is never ahead of the database, and as close as the quickest answer so far', () => {
    fc.assert(
      fc.property(fc.array(look(5_000), { minLength: 1, maxLength: 20 }), (looks) => {
        const offset = looks.reduce<number | null>(offsetAfter, null) ?? 0
        expect(offset).toBeLessThanOrEqual(5_000)
        const quickest = Math.min(...looks.map(({ databaseMs, heardMs }) => 5_000 - (databaseMs - heardMs)))
        expect(5_000 - offset).toBe(quickest)
      }),
    )
  })

  it('follows a clock that is put forward or back by more than an answer takes', () => {
    fc.assert(
      fc.property(look(0), look(0), fc.integer({ min: -3_600_000, max: 3_600_000 }), (before, after, jump) => {
        fc.pre(Math.abs(jump) > 1_000)
        const moved = { ...after, databaseMs: after.databaseMs + jump }
        const offset = offsetAfter(offsetAfter(null, before), moved)
        expect(Math.abs(offset - jump)).toBeLessThanOrEqual(800)
      }),
    )
  })
})

test('The clock of this host may jump by an hour: the time stays that of the database', async () => {
  const database = await createTestDatabase('empty')
  const sql = postgres(database.url, { max: 1 })
  const clock = await followClock(sql)
  const apart = async () => {
    const [row] = await sql<{ ms: number }[]>`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`
    return Math.abs((row?.ms ?? 0) - databaseNow().getTime())
  }
  for (const jumpMs of [3_600_000, -3_600_000]) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + jumpMs })
    expect(await apart()).toBeLessThan(2_000)
    vi.useRealTimers()
  }
  clock.stop()
  await sql.end()
  await database.drop()
})
