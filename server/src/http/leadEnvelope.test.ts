// The hand-written check of a lead's envelope and the contract's schema take and refuse the same.

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseWith } from '@switchyard/contract/issues.ts'
import { incomingLead } from '@switchyard/contract/leads/incoming.ts'

import { isErrors, parseLead } from '../intake/parseLead.ts'

const anything = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom<unknown>(
    null,
    '',
    {},
    [],
    'a'.repeat(256),
    'https://a.test/x',
    'ftp://a',
    'api',
    'yes',
    '2026-11-22',
  ),
  fc.record(
    { email: fc.constantFrom('yes', 'maybe', 1), at: fc.constantFrom('2026-01-01', 'x') },
    { requiredKeys: [] },
  ),
)
const mostly = (good: unknown) => fc.oneof({ weight: 6, arbitrary: fc.constant(good) }, anything)
const lead = fc.record(
  {
    campaign: mostly('auto'),
    fields: mostly({ email: 'ann@example.com' }),
    supplier: mostly('ADC1'),
    source: mostly('fb-12'),
    externalId: mostly(null),
    test: mostly(true),
    consent: mostly({ email: 'yes', at: '2026-11-22T09:00:00Z' }),
    callbackUrl: mostly('https://supplier.test/back'),
    method: mostly('import'),
    idempotencyKey: mostly('row-1'),
  },
  { requiredKeys: ['campaign', 'fields'] },
)
const strange = fc.tuple(lead, anything).map(([one, more]) => ({ ...one, bogus: more }))

test('A lead that one of them takes, the other takes too', () => {
  let taken = 0
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: lead }, strange), (body) => {
      const byHand = !isErrors(parseLead(body, ''))
      if (byHand) taken += 1
      expect(parseWith(incomingLead, body).ok).toBe(byHand)
    }),
    { numRuns: 3000 },
  )
  expect(taken).toBeGreaterThan(50)
})
