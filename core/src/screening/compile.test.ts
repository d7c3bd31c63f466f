import { expect, test } from 'vitest'
import type { Campaign } from '../setup/campaign.ts'
import { compileScreening, type ScreeningLists } from './compile.ts'
import { sampleCampaign, sampleField, sampleInput, sampleLists } from './sampleCampaign.ts'
import type { ScreeningInput } from './screened.ts'

function screen(
  raw: Record<string, unknown>,
  campaign: Partial<Campaign> = {},
  input: Partial<ScreeningInput> = {},
  lists: Partial<ScreeningLists> = {},
) {
  return compileScreening('auto', sampleCampaign(campaign), sampleLists(lists)).screen(sampleInput(raw, input))
}

const codes = (screened: ReturnType<typeof screen>) => screened.failures.map(({ code }) => code)
const messages = (screened: ReturnType<typeof screen>) => screened.failures.map(({ message }) => message)
const fields = (...parts: Parameters<typeof sampleField>[0][]) => ({ fields: parts.map(sampleField) })

test('A good lead is normalised and its raw values are kept', () => {
  const raw = { email: 'Ann@Example.com', phone: '07700 900123', vehicle_year: '2015', make: 'ford', utm: 'x' }
  const screened = screen(raw)
  expect(screened.failures).toEqual([])
  expect(screened.facts).toMatchObject({ campaign: 'auto', supplier: 'ADC1', country: 'GB', raw, invalid: [] })
  expect(screened.facts.values).toEqual({
    email: 'ann@example.com',
    phone: '+447700900123',
    vehicle_year: 2015,
    make: 'Ford',
  })
  expect(screened).toMatchObject({ email: 'ann@example.com', phone: '+447700900123', quarantine: null })
})

test('All failures are collected, in the order of the fields, each in words', () => {
  const screened = screen({ email: 'ann@', phone: '12', vehicle_year: 2025, make: 'VW' })
  expect(codes(screened)).toEqual([
    'REJECT_LEAD_INVALID_EMAIL',
    'REJECT_LEAD_INVALID_PHONE',
    'REJECT_LEAD_INVALID_NUMBER',
    'REJECT_LEAD_INVALID_LIST_VALUE',
  ])
  expect(messages(screened)).toEqual([
    "Email: 'ann@' is not an email address: nothing stands after @",
    "Phone: '12' is too short for a phone number in GB: 2 digits",
    'Vehicle year: 2025 is above the highest allowed, 2020',
    "Vehicle make: 'VW' is not in list Makes. Did you mean Volkswagen?",
  ])
  expect(screened.failures[3]).toMatchObject({ field: 'make', value: 'VW', list: 'makes', suggestions: ['Volkswagen'] })
  expect(screened.failures[2]).toMatchObject({ field: 'vehicle_year', value: '2025', rule: 'max 2020' })
  expect(screened.facts.invalid).toEqual(['email', 'phone', 'make'])
  expect(screened.facts.values).toEqual({ vehicle_year: 2025 })
})

test.each([undefined, null, '', '   ', '\u200b', [], ['', null]])(
  'A required field that was sent %j is missing',
  (email) => {
    expect(messages(screen({ email }))).toEqual(['Email: a value is required'])
    expect(codes(screen({ email }))).toEqual(['REJECT_LEAD_MISSING_REQUIRED_FIELD'])
  },
)

test('Names of the prototype are no values', () => {
  const screened = screen(
    {},
    fields({ key: 'toString', type: 'text' }, { key: 'valueOf', type: 'text', required: true }),
  )
  expect(screened.facts.values).toEqual({})
  expect(codes(screened)).toEqual(['REJECT_LEAD_MISSING_REQUIRED_FIELD'])
})

test('Aliases, value maps, blank words and defaults are applied in this order', () => {
  const campaign = fields(
    { key: 'make', type: 'picklist', picklist: 'makes', aliases: ['car', 'brand'], blankWords: ['Select', 'n/a'] },
    { key: 'year', type: 'integer', default: 2000, blankWords: ['?'] },
  )
  const supplierMaps = new Map([['ADC1', { make: { 'blue oval': 'Ford', '7': 'Volvo', none: '' } }]])
  const make = (raw: Record<string, unknown>) => screen(raw, campaign, {}, { supplierMaps }).facts.values['make']
  expect(make({ make: 'Blue Oval' })).toBe('Ford')
  expect(make({ make: 7 })).toBe('Volvo')
  expect(make({ make: 'SELECT', brand: 'volvo' })).toBe('Volvo')
  expect(make({ make: 'none' })).toBeUndefined()
  expect(screen({ year: ' ? ' }, campaign).facts.values['year']).toBe(2000)
  expect(screen({ make: 'Blue Oval' }, campaign, { supplier: 'OTHER' }, { supplierMaps }).failures).toHaveLength(1)
})

test('A required field with a blank word says which word that was', () => {
  const screened = screen(
    { make: 'Select' },
    fields({ key: 'make', type: 'text', required: true, blankWords: ['select'] }),
  )
  expect(messages(screened)).toEqual(["Make: a value is required, and 'Select' counts as none"])
  expect(screened.failures[0]?.value).toBe('Select')
})

test('Computed fields see the other values and pass through their own type', () => {
  const campaign = fields(
    { key: 'full', type: 'text', compute: '{{ first }} {{ last }}' },
    { key: 'first', type: 'firstName' },
    { key: 'last', type: 'lastName' },
    { key: 'nothing', type: 'text', compute: '{{ missing }}', required: true },
  )
  const screened = screen({ first: 'ANN', last: 'lee', full: 'ignored' }, campaign)
  expect(screened.facts.values['full']).toBe('Ann Lee')
  expect(messages(screened)).toEqual(['Nothing: a value is required'])
})

test('Postcodes follow the country of the lead', () => {
  const campaign = fields({ key: 'postcode', type: 'postcode' }, { key: 'country', type: 'country' })
  const screened = screen({ postcode: '1012ab', country: 'Holland' }, campaign)
  expect(screened.facts.values).toEqual({ country: 'NL', postcode: '1012 AB' })
  expect(screened.facts.country).toBe('NL')
})

test('Without a country field the phone tells the country', () => {
  expect(screen({ email: 'a@example.com', phone: '+1 416 555 0123' }).facts.country).toBe('CA')
})

test.each([
  [{ key: 'x', type: 'text', min: 3 }, 'ab', "X: 'ab' has 2 characters, at least 3 are needed"],
  [{ key: 'x', type: 'text', max: 1 }, '😀😀', "X: '😀😀' has 2 characters, at most 1 are allowed"],
  [{ key: 'x', type: 'money', min: '10.00' }, '9.9999', 'X: 9.9999 is below the lowest allowed, 10.00'],
  [
    { key: 'x', type: 'date', max: '2020-01-01' },
    '02/01/2020',
    'X: 2020-01-02 is after the latest allowed, 2020-01-01',
  ],
  [
    { key: 'x', type: 'dateOfBirth', minAge: 18 },
    '2008-11-23',
    'X: 2008-11-23 makes an age of 17, below the lowest allowed, 18',
  ],
  [
    { key: 'x', type: 'dateOfBirth', maxAge: 75 },
    '1950-01-01',
    'X: 1950-01-01 makes an age of 76, above the highest allowed, 75',
  ],
  [{ key: 'x', type: 'text', pattern: '[A-Z]{2}\\d' }, 'zAB1', "X: 'zAB1' is not of the form [A-Z]{2}\\d"],
  [
    { key: 'x', type: 'text', allowed: ['Red', 'Blue'] },
    'Bleu',
    "X: 'Bleu' is not one of the allowed values (Red or Blue). Did you mean Blue?",
  ],
  [{ key: 'x', type: 'integer', disallowed: [13] }, '13', 'X: 13 is not allowed in this campaign'],
  [{ key: 'x', type: 'text', profanity: true }, 'oh shit', "X: 'oh shit' holds the word 'shit'"],
  [
    { key: 'x', type: 'picklist', picklist: 'makes', disallowed: ['Ford'] },
    'ford',
    "X: 'Ford' is in list Makes, but not allowed in this campaign",
  ],
  [
    { key: 'x', type: 'picklistAny', picklist: 'makes', min: 2 },
    'Ford',
    'X: 1 values were chosen, at least 2 are needed',
  ],
  [{ key: 'x', type: 'text' }, 'a\0b', 'X: holds a NUL character, which cannot be stored'],
] as const)('The check of %j refuses %j', (field, value, message) => {
  expect(messages(screen({ x: value }, fields(field)))).toEqual([message])
})

test('Values at the limits pass', () => {
  const campaign = fields(
    { key: 'a', type: 'integer', min: 1, max: 1 },
    { key: 'b', type: 'dateOfBirth', minAge: 18, maxAge: 18 },
    { key: 'c', type: 'money', min: '10', max: '10' },
    { key: 'd', type: 'text', allowed: ['Red'], pattern: 'r.d' },
  )
  expect(screen({ a: 1, b: '2008-11-22', c: '10.00', d: 'red' }, campaign).failures).toEqual([])
})

test('Two fields are compared by their normalised values', () => {
  const campaign = fields(
    { key: 'email', type: 'email' },
    { key: 'confirm', type: 'email', equalTo: 'email' },
    { key: 'phone', type: 'phone' },
    { key: 'other', type: 'phone', notEqualTo: 'phone' },
  )
  const good = { email: 'a@example.com', confirm: 'A@Example.com', phone: '07700900123', other: '07700900124' }
  expect(screen(good, campaign).failures).toEqual([])
  expect(messages(screen({ ...good, confirm: 'b@example.com', other: '+447700900123' }, campaign))).toEqual([
    "Confirm: 'b@example.com' is not the same as Email, 'a@example.com'",
    "Other: '+447700900123' is the same as Phone, but must differ",
  ])
})

test('Unsafe content is found in every value, also of unknown and nested fields, after the field checks', () => {
  const raw = { email: 'x', car: '<script>', meta: { deep: ['ok', '<b>x</b>'] } }
  const screened = screen(raw, {
    fields: [
      sampleField({ key: 'email', type: 'email' }),
      sampleField({ key: 'make', type: 'text', aliases: ['car'] }),
    ],
  })
  expect(codes(screened)).toEqual([
    'REJECT_LEAD_INVALID_EMAIL',
    'REJECT_LEAD_UNSAFE_CONTENT',
    'REJECT_LEAD_UNSAFE_CONTENT',
  ])
  expect(screened.failures.map(({ field }) => field)).toEqual(['email', 'make', 'meta'])
})

test('The first filter that matches decides, and an accepting one ends the search', () => {
  const filter = (action: 'accept' | 'reject' | 'quarantine', value: number, reason: string) =>
    ({
      action,
      when: { field: 'vehicle_year', op: 'lt', value },
      reason,
    }) as const
  const filters = [
    filter('accept', 1985, ''),
    filter('reject', 1990, 'Too old'),
    filter('quarantine', 2000, 'Look at it'),
  ]
  const year = (vehicle_year: number) => screen({ email: 'a@example.com', vehicle_year }, { filters })
  expect(year(1980)).toMatchObject({ failures: [], quarantine: null })
  expect(year(1989)).toMatchObject({
    failures: [
      { code: 'REJECT_LEAD_FILTER', message: 'Too old', field: 'vehicle_year', value: '1989', rule: 'filter 2' },
    ],
    quarantine: null,
  })
  expect(year(1995)).toMatchObject({ failures: [], quarantine: 'Look at it' })
  expect(year(2010)).toMatchObject({ failures: [], quarantine: null })
})

test('A required consent refuses everything but yes, and sets its channel', () => {
  const campaign = fields({ key: 'optin', type: 'consent', required: true, channel: 'email' })
  for (const optin of [undefined, 'no', 'unknown', 'maybe', '']) {
    expect(codes(screen({ optin }, campaign))).toEqual(['REJECT_LEAD_NO_CONSENT'])
  }
  expect(screen({ optin: 'on' }, campaign)).toMatchObject({
    failures: [],
    facts: { consent: { email: 'yes', sms: 'unknown' } },
  })
})

test('One no is a no, whatever else was sent', () => {
  const campaign = fields({ key: 'optin', type: 'consent', channel: 'sms' })
  const said = (optin: string, sms: 'yes' | 'no') => screen({ optin }, campaign, { consent: { sms } }).facts.consent.sms
  expect(said('yes', 'no')).toBe('no')
  expect(said('no', 'yes')).toBe('no')
  expect(said('yes', 'yes')).toBe('yes')
})

test('Waived field checks let the lead through with the text as received; consent and unsafe content are never waived', () => {
  const campaign = {
    fields: [
      ...sampleCampaign().fields,
      sampleField({ key: 'optin', type: 'consent', required: true }),
      sampleField({ key: 'note', type: 'text' }),
    ],
  }
  const raw = { make: 'VW', vehicle_year: 2025, phone: '<b>1</b>', optin: 'no', note: 'a\0' }
  const screened = screen(raw, campaign, { waive: new Set(['fields']) })
  expect(codes(screened)).toEqual([
    'REJECT_LEAD_NO_CONSENT',
    'REJECT_LEAD_INVALID_FORMAT',
    'REJECT_LEAD_UNSAFE_CONTENT',
  ])
  expect(screened.facts.values).toMatchObject({ make: 'VW', vehicle_year: 2025 })
  expect(screened.facts.invalid).toContain('make')
  expect(screened.phone).toBeNull()
})

test('Waived filters neither reject nor quarantine', () => {
  const when = { field: 'email', op: 'present' } as const
  const raw = { email: 'a@example.com' }
  for (const action of ['reject', 'quarantine'] as const) {
    const filters = [{ action, when, reason: 'no' }]
    expect(screen(raw, { filters }, { waive: new Set(['filters']) })).toMatchObject({ failures: [], quarantine: null })
  }
})

test('A duplicate rule applies only when all its fields have values, and ignores case and order', () => {
  const dedupe = [
    { fields: ['email', 'make'], days: 30, scope: 'campaign' },
    { fields: ['make', 'email'], days: 7, scope: 'account' },
  ] as const
  const keys = (raw: Record<string, unknown>) => screen(raw, { dedupe }).dedupe
  expect(keys({ email: 'a@example.com' })).toEqual([])
  const [first, second] = keys({ email: 'A@example.com', make: 'FORD' })
  expect(first).toMatchObject({ days: 30, words: 'email a@example.com and vehicle make Ford' })
  expect(keys({ email: 'a@example.com', make: 'ford' })[0]?.key).toBe(first?.key)
  expect(keys({ email: 'b@example.com', make: 'ford' })[0]?.key).not.toBe(first?.key)
  expect(first).toMatchObject({ campaigns: ['auto'], checks: true })
  expect(second).toMatchObject({ campaigns: 'all', key: first?.key })
})

test('The rule of another campaign marks a lead to be found and refuses nothing here', () => {
  const elsewhere = { fields: ['email'], days: 30, scope: 'account' } as const
  const { dedupe } = screen({ email: 'a@example.com' }, {}, {}, { dedupeElsewhere: [elsewhere] })
  expect(dedupe).toMatchObject([{ checks: false, campaigns: 'all' }])
})

test('Suppression is asked for every value of a matching type, in its usual spellings', () => {
  const suppression = new Map([['dnc', { name: 'Do not contact', matches: ['email', 'phone'] }]])
  const lists = { suppression }
  const { suppression: probes } = screen(
    { email: 'Ann@Example.com', phone: '07700900123' },
    { suppression: ['dnc'] },
    {},
    lists,
  )
  expect(probes.map(({ field, value }) => [field, value])).toEqual([
    ['email', 'ann@example.com'],
    ['phone', '+447700900123'],
  ])
  expect(probes[0]?.digests).toEqual([
    // sha256 and md5 of ann@example.com
    '71d4f55f72fa128dfb468a1a3901507c804b74316488744d769d7f4b16696476',
    '257c57037d384ae37ea27a07e8a01665',
  ])
  expect(probes[1]?.digests).toHaveLength(8)
})

test('A suppression list that is not there stops the set-up, not the protection', () => {
  expect(() => screen({}, { suppression: ['dnc'] })).toThrow('suppression list dnc, which does not exist')
})

test('The summary is one line of at most 200 characters', () => {
  const raw = { email: 'a@example.com', vehicle_year: 2015, make: 'ford' }
  expect(screen(raw, { summary: '{{ email }} · {{ vehicle_year }} {{ make }}' }).summary).toBe(
    'a@example.com · 2015 Ford',
  )
  expect(screen(raw).summary).toBe('a@example.com · 2015 · Ford')
  const long = fields({ key: 'x', type: 'text' })
  expect(screen({ x: 'y'.repeat(500) }, long).summary).toHaveLength(200)
})

test('The name is first and last name, else a field of that name', () => {
  const named = fields({ key: 'given', type: 'firstName' }, { key: 'family', type: 'lastName' })
  expect(screen({ given: 'ANN', family: 'LEE' }, named).name).toBe('Ann Lee')
  expect(screen({ full_name: 'Ann Lee' }, fields({ key: 'full_name', type: 'text' })).name).toBe('Ann Lee')
})
