import { expect, it } from 'vitest'
import type { DeliveryHealth } from '../../../data/deliveries.ts'
import { healthWords } from './healthWords.ts'

const quiet: DeliveryHealth = {
  queued: 0,
  held: 0,
  inFlight: 0,
  oldestDueAgeMs: { live: null, retry: null, redelivery: null, bulk: null },
  breaker: { state: 'closed', until: null },
  limit: 8,
  pausedUntil: null,
  lastHour: {},
}
const now = new Date('2026-11-22T09:00:00Z')
const at = '2026-11-22T09:05:00.000Z'
const told = (health: Partial<DeliveryHealth>) => healthWords({ ...quiet, ...health }, 'UTC', now)

it.each<[string, Partial<DeliveryHealth>, string, string]>([
  ['nothing sent', {}, 'neutral', 'Quiet'],
  ['answers that come', { lastHour: { accepted: 8, rejected: 2 } }, 'good', 'Healthy'],
  ['answers that mostly do not come', { lastHour: { accepted: 1, retryable: 3 } }, 'warn', 'Mostly without success'],
  ['an open breaker', { breaker: { state: 'open', until: at } }, 'bad', 'Failing, held back, next try 22 Nov 09:05:00'],
  ['a wish to be left alone', { pausedUntil: at }, 'warn', 'Asked for a pause until 22 Nov 09:05:00'],
])('tells of %s', (_what, health, tone, words) => {
  expect(told(health)).toMatchObject({ tone, words })
})

it('counts what waits and every attempt of the last hour once', () => {
  const lastHour = { accepted: 1200, rejected: 3, duplicate: 2, unknown: 1, unrecognised: 4 }
  expect(told({ queued: 12, held: 3, lastHour }).counts).toBe(
    '12 waiting · 3 held · last hour: 1,200 accepted, 5 refused, 5 without success',
  )
  expect(told({}).counts).toBe('nothing waiting · nothing sent in the last hour')
})
