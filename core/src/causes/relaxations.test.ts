import { expect, test } from 'vitest'

import { sampleCampaign, sampleField } from '../screening/sampleCampaign.ts'
import type { Campaign } from '../setup/campaign.ts'
import { relaxationOf, relaxed } from './relaxations.ts'

const campaign = sampleCampaign({
  fields: [
    sampleField({ key: 'vehicle_year', label: 'Vehicle year', type: 'integer', min: 1980, max: 2026 }),
    sampleField({ key: 'postcode', type: 'text', required: true, pattern: '[A-Z]+' }),
  ],
  dedupe: [
    { fields: ['email'], days: 30, scope: 'campaign' },
    { fields: ['email', 'phone'], days: 5, scope: 'campaign' },
  ],
  filters: [
    { action: 'quarantine', when: { field: 'make', op: 'is', value: 'Ford' }, reason: 'Look at it' },
    { action: 'reject', when: { field: 'country', op: 'isNot', value: 'GB' }, reason: 'UK only' },
    { action: 'reject', when: { field: 'mileage', op: 'gt', value: 100_000 }, reason: 'Too far' },
    { action: 'reject', when: { any: [{ field: 'make', op: 'blank' }] }, reason: 'Odd' },
  ],
})

const about = (field: string | null, rule: string, values: readonly string[] = [], message = '') =>
  ({ kind: 'check', field, rule, message, spellings: values.map((value) => ({ value, count: 1 })) }) as const

function loosened(parts: ReturnType<typeof about>, to: string | number | null): Campaign | null {
  const relaxation = relaxationOf(parts, campaign)
  return relaxation && relaxed(campaign, relaxation, to)
}

test('A bound is shown as it stands today, with the nearest that lets the leads pass', () => {
  const late = about('vehicle_year', 'max 2025', ['2027', '2030'])
  expect(relaxationOf(late, campaign)).toMatchObject({
    words: 'Vehicle year: at most 2026',
    now: 2026,
    proposed: 2030,
  })
  expect(loosened(late, '2031')?.fields[0]).toMatchObject({ min: 1980, max: 2031 })
  expect(loosened(late, null)?.fields[0]?.max).toBeUndefined()
  expect(relaxationOf(about('vehicle_year', 'min 1980', ['1975', '1979']), campaign)?.proposed).toBe(1975)
})

test('What has no operand can only be taken away', () => {
  const missing = about('postcode', 'required')
  expect(relaxationOf(missing, campaign)).toMatchObject({ now: null, proposed: null })
  expect(loosened(missing, null)?.fields[1]).toMatchObject({ required: false, pattern: '[A-Z]+' })
  expect(loosened(about('postcode', 'pattern [A-Z]+'), '[A-Z0-9]+')?.fields[1]?.pattern).toBe('[A-Z0-9]+')
})

test('A filter is found by its sentence, and takes the values in that it refused', () => {
  const foreign = about('country', 'filter 1', ['US', 'FR'], 'UK only')
  expect(relaxationOf(foreign, campaign)).toMatchObject({ now: 'GB', proposed: 'GB, US, FR' })
  expect(loosened(foreign, 'GB, US')?.filters[1]?.when).toEqual({ field: 'country', op: 'notIn', value: ['GB', 'US'] })
  expect(loosened(foreign, null)?.filters.map(({ reason }) => reason)).toEqual(['Look at it', 'Too far', 'Odd'])
  expect(relaxationOf(about('mileage', 'filter 3', ['120000', '150000'], 'Too far'), campaign)?.proposed).toBe(150_000)
  expect(relaxationOf(about(null, 'filter 4', [], 'Odd'), campaign)).toMatchObject({ now: null })
})

test('Days of a duplicate rule are those of the rule with these fields', () => {
  expect(loosened(about('email', 'same email within 30 days'), 7)?.dedupe.map(({ days }) => days)).toEqual([7, 5])
  expect(loosened(about(null, 'same email and phone within 5 days'), null)?.dedupe).toHaveLength(1)
})

test('What is no rule of the campaign, or is none any more, cannot be relaxed', () => {
  for (const [field, rule] of [
    ['vehicle_year', 'integer'],
    ['gone', 'max 5'],
    ['email', 'required'],
    ['x', 'filter 9'],
    [null, 'same name within 3 days'],
  ] as const) {
    expect(relaxationOf(about(field, rule, [], 'Something else'), campaign)).toBeNull()
  }
})
