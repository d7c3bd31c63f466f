import { expect, test } from 'vitest'
import { parseCountry } from './country.ts'
import { countryCodes } from './countryCodes.ts'
import { englishNames } from './countryNames.ts'

test.each([
  ['GB', 'GB'],
  ['uk', 'GB'],
  ['U.K.', 'GB'],
  ['England', 'GB'],
  ['USA', 'US'],
  ['the United States of America', 'US'],
  ['deu', 'DE'],
  ['Deutschland', 'DE'],
  ["COTE D'IVOIRE", 'CI'],
  ['Ivory Coast', 'CI'],
  ['Holland', 'NL'],
  ['St. Lucia', 'LC'],
  ['Bosnia & Herzegovina', 'BA'],
  ['Türkiye', 'TR'],
  ['Hong Kong', 'HK'],
])('%j is %s', (raw, value) => {
  expect(parseCountry(raw)).toEqual({ ok: true, value })
})

test('A slip is refused with the name that was meant', () => {
  expect(parseCountry('Germny')).toMatchObject({ ok: false, suggestions: expect.arrayContaining(['Germany']) })
  expect(parseCountry('Atlantis')).toMatchObject({ ok: false, code: 'REJECT_LEAD_INVALID_FORMAT' })
})

test('Every code and every English name is understood as itself', () => {
  expect(countryCodes.size).toBe(250)
  expect(new Set(countryCodes.values()).size).toBe(250)
  for (const [two, three] of countryCodes) {
    expect(parseCountry(two)).toEqual({ ok: true, value: two })
    expect(parseCountry(three)).toEqual({ ok: true, value: two })
    expect(parseCountry(englishNames.get(two))).toEqual({ ok: true, value: two })
  }
})
