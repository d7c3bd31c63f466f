import { expect, test } from 'vitest'

import { isFailing } from './isFailing.ts'

test.each([
  ['closed', 4, 4, false],
  ['closed', 25, 5, true],
  ['closed', 26, 5, false],
  ['closed', 0, 0, false],
  ['open', 0, 0, true],
  ['probing', 100, 0, true],
] as const)('With its breaker %s, %i attempts and %i failures: %s', (breaker, attempts, failed, expected) => {
  expect(isFailing({ breaker, attempts, failed })).toBe(expected)
})
