import { expect, test } from 'vitest'

import { sampleCampaign, sampleField } from '@switchyard/core/screening/sampleCampaign.ts'
import type { Field } from '@switchyard/core/setup/campaign.ts'
import type { Mapper, Picklist } from '@switchyard/core/setup/lists.ts'

import type { LiveCampaign } from '../setup/compile.ts'
import { planListCure } from './planListCure.ts'

const makes: Picklist = {
  name: 'Makes',
  caseSensitive: false,
  values: ['Ford', 'Volkswagen'].map((value) => ({ value, synonyms: [] })),
}

function setupWith(fields: Readonly<Record<string, Partial<Field>>>, mappers: Readonly<Record<string, Mapper>> = {}) {
  const campaigns = Object.entries(fields).map(([reference, more]) => {
    const field = sampleField({ key: 'make', type: 'picklist', picklist: 'makes', ...more })
    // Planning looks at the documents alone.
    return [reference, { reference, doc: sampleCampaign({ fields: [field] }) } as LiveCampaign] as const
  })
  return {
    campaigns: new Map(campaigns),
    picklists: new Map([['makes', makes]]),
    mappers: new Map(Object.entries(mappers)),
  }
}

const target = (spellings: readonly string[]) => ({
  list: 'makes',
  places: [{ campaign: 'auto', field: 'make' }],
  spellings,
})
const add = { kind: 'addListValue', value: 'Seat', mappers: {}, campaignOnly: false } as const

test('A synonym takes every other spelling of the cause with it, each once and none that is known', () => {
  const cure = { kind: 'addSynonym', value: 'VW', to: 'volkswagen' } as const
  const plan = planListCure(setupWith({ auto: {}, vans: {} }), target(['vw ', 'V.W.', 'VW', 'Ford']), cure)
  expect(plan.changes).toHaveLength(1)
  expect(plan.changes[0]?.doc).toMatchObject({ values: [{ synonyms: [] }, { synonyms: ['VW', 'V.W.'] }] })
  expect(plan.campaigns).toEqual(['vans'])
})

test('Fields that take several values have no spellings of one', () => {
  const cure = { kind: 'addSynonym', value: 'VW', to: 'Volkswagen' } as const
  const plan = planListCure(setupWith({ auto: { type: 'picklistAny' } }), target(['VW; Ford']), cure)
  expect(plan.changes[0]?.doc).toMatchObject({ values: [{}, { synonyms: ['VW'] }] })
})

test('A field that names what it takes gets the new value named, and one that bars it lets it through', () => {
  const allowed = planListCure(setupWith({ auto: { allowed: ['Ford'] } }), target(['Seat']), add)
  expect(allowed.changes.map(({ words }) => words)).toEqual([
    "List Makes: 'Seat' is added",
    "Campaign auto takes 'Seat'",
  ])
  expect(allowed.changes[1]?.doc).toMatchObject({ fields: [{ allowed: ['Ford', 'Seat'] }] })
  const barred = planListCure(setupWith({ auto: { disallowed: ['ford'] } }), target(['Ford']), {
    ...add,
    value: 'FORD',
  })
  expect(barred.changes).toMatchObject([{ kind: 'campaign', doc: { fields: [{ disallowed: [] }] } }])
  expect(barred.mappers).toEqual([])
})

test('Every mapper of the list has a cell: given, there already, left empty on purpose, or missing', () => {
  const mapper = (pairs: Mapper['pairs'], missing: Mapper['missing'] = 'pass'): Mapper => ({
    picklist: 'makes',
    pairs,
    missing,
  })
  const mappers = {
    given: mapper({}),
    there: mapper({ seat: '7' }),
    empty: mapper({}, { default: 'other' }),
    open: mapper({}, 'hold'),
    elsewhere: { ...mapper({}), picklist: 'models' },
  }
  const cure = { ...add, mappers: { given: 'S', empty: null } }
  const plan = planListCure(setupWith({ auto: {} }, mappers), target(['Seat']), cure)
  expect(plan.mappers.map(({ key, code, given }) => [key, code, given])).toEqual([
    ['given', 'S', true],
    ['there', '7', true],
    ['empty', null, true],
    ['open', null, false],
  ])
  expect(plan.changes.map(({ kind, key }) => `${kind} ${key}`)).toEqual(['picklist makes', 'mapper given'])
  expect(plan.warnings).toEqual(["Mapper open has no cell for 'Seat': deliveries will be held"])
})

test('For one campaign only, others bar the value unless they name what they take', () => {
  const setup = setupWith({ auto: {}, vans: {}, bikes: { allowed: ['Ford'] } })
  const plan = planListCure(setup, target(['Seat']), { ...add, campaignOnly: true })
  expect(plan.changes.map(({ kind, key }) => `${kind} ${key}`)).toEqual(['picklist makes', 'campaign vans'])
  expect(plan.campaigns).toEqual([])
})
