import { expect, test } from 'vitest'

import { cliLine } from './cliLine.ts'

test('Redelivery has a command of its own, with everything that was chosen', () => {
  const query = { campaign: 'auto', 'field.city': "~St. John's", to: '2026-11-22T09:00:00.000Z' }
  expect(
    cliLine({
      action: 'redeliver',
      selection: { query, take: { count: 100, order: 'random', seed: 7 } },
      options: { delivery: 'acme', skipRules: true, includeAccepted: true, perSecond: 0.5, tryFirst: 5 },
    }),
  ).toBe(
    "switchyard redeliver --query 'campaign=auto&field.city=%7ESt.+John%27s&to=2026-11-22T09%3A00%3A00.000Z' " +
      '--take 100 --order random --seed 7 --delivery acme --skip-rules --include-accepted --per-second 0.5 --try 5',
  )
  expect(cliLine({ action: 'redeliver', selection: { ids: ['1', '2'] }, options: { skipRules: false } })).toBe(
    'switchyard redeliver --ids 1,2',
  )
})

test('Every other action is run by its name, with its options as JSON that a shell leaves alone', () => {
  const options = { reason: "Buyer's list", reversePayout: true, reprocess: false }
  expect(cliLine({ action: 'return', selection: { ids: ['7'] }, options })).toBe(
    String.raw`switchyard job run --action return --ids 7 --options '{"reason":"Buyer'\''s list","reversePayout":true,"reprocess":false}'`,
  )
  expect(cliLine({ action: 'reprocess', selection: { query: {} }, options: {} })).toBe(
    "switchyard job run --action reprocess --query ''",
  )
})

test('More ids than a command line takes make none', () => {
  const ids = Array.from({ length: 5001 }, (_, index) => String(index + 1))
  expect(cliLine({ action: 'redeliver', selection: { ids }, options: {} })).toBeNull()
})
