import { expect, test } from 'vitest'

import { daysBefore } from './daysBefore.ts'

test.each([
  // Summer time ended on 25 October: a week before, the same time of day was an hour earlier in UTC.
  ['2026-10-28T09:30:00.000Z', 7, 'Europe/London', '2026-10-21T08:30:00.000Z'],
  ['2026-10-28T09:30:00.000Z', 7, 'UTC', '2026-10-21T09:30:00.000Z'],
  ['2026-10-28T09:30:00.000Z', 0, 'Europe/London', '2026-10-28T09:30:00.000Z'],
  // 01:30 of 29 March was skipped.
  ['2026-03-30T00:30:00.000Z', 1, 'Europe/London', '2026-03-29T01:30:00.000Z'],
])('%s, %i days before in %s, is %s', (at, days, zone, expected) => {
  expect(daysBefore(new Date(at), days, zone).toISOString()).toBe(expected)
})
