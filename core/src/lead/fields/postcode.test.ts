import { expect, test } from 'vitest'
import { parsePostcode } from './postcode.ts'

const read = (raw: unknown, country: string) =>
  parsePostcode(raw, {}, { country, currency: 'GBP', today: '2026-11-22' })

test.each([
  ['GB', 'sw1a1aa', 'SW1A 1AA'],
  ['GB', ' m1  1ae ', 'M1 1AE'],
  ['GB', 'gir 0aa', 'GIR 0AA'],
  ['GB', 'EC1A1BB', 'EC1A 1BB'],
  ['US', '20500', '20500'],
  ['US', '205000003', '20500-0003'],
  ['US', 2138, '02138'],
  ['CA', 'k1a0b1', 'K1A 0B1'],
  ['IE', 'd02af30', 'D02 AF30'],
  ['IE', 'D6W XY00', 'D6W XY00'],
  ['AU', '2000', '2000'],
  ['AU', 800, '0800'],
  ['DE', 'D-10115', '10115'],
  ['FR', '75 008', '75008'],
  ['NL', '1012ab', '1012 AB'],
  ['SE', ' 114  55 ', '114 55'],
])('In %s %j is written %j', (country, raw, value) => {
  expect(read(raw, country)).toEqual({ ok: true, value })
})

test.each([
  ['GB', 'SW1A', []],
  ['GB', 'SWIA 1AA', ['SW1A 1AA']],
  ['GB', 'QQ1 1AA', []],
  ['US', '2138', ['02138']],
  ['US', 'ABCDE', []],
  ['CA', 'D1A 0B1', []],
  ['NL', '1012 SS', []],
  ['DE', '123456', []],
  ['SE', '<p>', []],
])('In %s %j is refused and %j suggested', (country, raw, suggestions) => {
  expect(read(raw, country)).toMatchObject({ ok: false, code: 'REJECT_LEAD_INVALID_FORMAT', suggestions })
})
