import { expect, test } from 'vitest'
import { parsePhone } from './phone.ts'

const inCountry = (country: string) => ({ country, currency: 'GBP', today: '2026-11-22' })
const any = { phoneTypes: [] }

test.each([
  ['07911 123456', 'GB', '+447911123456'],
  ['07700 900123', 'GB', '+447700900123'],
  ['0044 7911 123456', 'GB', '+447911123456'],
  ['+44 (0)7911 123456', 'GB', '+447911123456'],
  ['447911123456', 'GB', '+447911123456'],
  [7911123456, 'GB', '+447911123456'],
  ['tel:+1-202-555-0123', 'GB', '+12025550123'],
  ['(202) 555-0123', 'US', '+12025550123'],
  ['087 123 4567', 'IE', '+353871234567'],
  ['030 123456', 'DE', '+4930123456'],
  ['+12025550123 ext 5', 'US', '+12025550123'],
])('%j dialled in %s is %s', (raw, country, number) => {
  expect(parsePhone(raw, any, inCountry(country))).toMatchObject({ ok: true, value: number })
})

test.each([
  ['1234', 'GB', 'too short'],
  ['07911 123456 78901', 'GB', 'too long'],
  ['call me', 'GB', 'letters'],
  ['00000000000', 'GB', 'not a phone number'],
  ['07999999', 'GB', 'no range of 7 digits in GB'],
  ['01999 999999', 'GB', 'no range of 10 digits in GB'],
  ['----', 'GB', 'not a phone number'],
])('%j dialled in %s is refused: %s', (raw, country, why) => {
  const parsed = parsePhone(raw, any, inCountry(country))
  expect(parsed).toMatchObject({ ok: false, code: 'REJECT_LEAD_INVALID_PHONE' })
  expect(parsed).toHaveProperty('why', expect.stringContaining(why))
})

test('A foreign number without its + is suggested with it', () => {
  expect(parsePhone('1 202 555 0123', any, inCountry('GB'))).toMatchObject({ ok: false, suggestions: ['+12025550123'] })
})

test('Only the kinds of line that the field takes pass', () => {
  const mobiles = { phoneTypes: ['mobile'] as const }
  expect(parsePhone('07911 123456', mobiles, inCountry('GB')).ok).toBe(true)
  expect(parsePhone('07700 900123', mobiles, inCountry('GB')).ok).toBe(true)
  expect(parsePhone('020 7946 0123', mobiles, inCountry('GB'))).toMatchObject({
    ok: false,
    why: "'020 7946 0123' is a landline number, but a mobile number is asked for",
  })
})

test('The number tells its country', () => {
  expect(parsePhone('+1 416 555 0123', any, inCountry('US'))).toMatchObject({ ok: true, country: 'CA' })
})
