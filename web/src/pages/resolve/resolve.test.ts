import { expect, test } from 'vitest'

import type { Cause } from '../../data/causes.ts'
import { causeTitle, kindView, otherSpellings, supplierWords } from './causeWords.ts'
import { cureOf, firstDraft } from './cureDraft.ts'
import { namedField } from './namedField.ts'
import { quickCure } from './quickCure.ts'
import { causeParameters, parseCauseSearch, parseResolveSearch } from './resolveSearch.ts'

const vw: Cause = {
  id: 'c1',
  kind: 'check',
  state: 'open',
  campaign: 'auto',
  code: 'REJECT_LEAD_INVALID_LIST_VALUE',
  field: 'make',
  value: 'VW',
  spellings: [
    { value: 'VW', count: 40 },
    { value: 'v.w.', count: 2 },
  ],
  delivery: null,
  message: "Make: 'VW' is not in list Makes",
  count: 42,
  kept: 0,
  suppliers: [{ supplier: 'ADC1', count: 42 }],
  firstAt: '2026-11-19T10:00:00.000Z',
  lastAt: '2026-11-22T10:00:00.000Z',
  trend: [],
  examples: [],
  suggestions: [{ value: 'Volkswagen', confidence: 'medium', why: 'a usual short form' }],
  cures: ['addSynonym', 'addListValue', 'setValue', 'skip', 'none', 'keep'],
  skip: 'fields',
  relax: null,
  picklist: { key: 'makes', name: 'Makes', locked: false, mappers: ['acme-makes'], campaigns: ['solar'] },
  atStake: null,
  said: null,
}
const refusedBy: Cause = {
  ...vw,
  kind: 'destination',
  code: null,
  field: null,
  value: 'Year too new',
  delivery: 'acme',
  message: 'Year too new',
  suggestions: [],
  cures: ['setValue', 'none'],
  skip: null,
}

test('A cause is told by its field and value, a refusal by its delivery and answer', () => {
  expect(causeTitle(vw)).toBe('Make = “VW”')
  expect(causeTitle({ ...vw, value: null })).toBe('Make')
  expect(causeTitle({ ...vw, field: null })).toBe(vw.message)
  expect(causeTitle(refusedBy)).toBe('acme: “Year too new”')
  expect(kindView({ code: null, message: 'No answer rule matched: 200 {}' }).word).toBe('Unrecognised answer')
  expect(otherSpellings(vw)).toEqual(['“v.w.” 2'])
})

test('Suppliers are named, the first two with their counts', () => {
  expect(supplierWords(vw)).toBe('supplier ADC1 only')
  const three = ['A', 'B', 'C'].map((supplier, index) => ({ supplier, count: 9 - index }))
  expect(supplierWords({ suppliers: three })).toBe('A (9), B (8) and 1 more')
  expect(supplierWords({ suppliers: [{ supplier: null, count: 2 }] })).toBeNull()
})

test('The best suggestion becomes a cure that is one click away, with how sure it is', () => {
  expect(quickCure(vw)).toEqual({
    kind: 'cure',
    label: '“VW” means “Volkswagen”',
    search: { cure: 'addSynonym', to: 'Volkswagen' },
    guess: 'Did you mean “Volkswagen”? A usual short form, perhaps.',
  })
  expect(quickCure({ ...vw, suggestions: [] })).toMatchObject({ search: { cure: 'addListValue' } })
  const bare = { ...vw, suggestions: [], cures: ['setValue', 'relaxRule'] } as const
  const relax = { words: 'Year: at most 2026', now: 2026, proposed: 2030 }
  expect(quickCure({ ...bare, cures: [...bare.cures], relax })?.label).toBe('Relax to 2030')
  expect(quickCure({ ...bare, cures: [...bare.cures] })?.kind).toBe('grid')
  expect(quickCure(refusedBy)).toMatchObject({ search: { cure: 'setValue' } })
  const examples = [{ leadId: '7', value: null, message: '' }]
  expect(quickCure({ ...refusedBy, examples, message: 'No answer rule matched: 200 {}' })).toMatchObject({
    kind: 'rule',
    leadId: '7',
  })
})

test('A new list value has a cell for each mapper, or none on purpose', () => {
  const draft = { ...firstDraft(vw, 'addListValue', undefined), cells: { a: 'VW1', b: '', c: 'x' }, without: ['c'] }
  expect(cureOf(draft, vw)).toEqual({
    kind: 'ready',
    cure: { kind: 'addListValue', value: 'VW', mappers: { a: 'VW1', c: null }, campaignOnly: false },
  })
})

test('A new value replaces the value of the cause alone, unless every value or another field is meant', () => {
  const draft = firstDraft(vw, 'setValue', 'Ford')
  expect(cureOf(draft, vw)).toMatchObject({ cure: { field: 'make', from: 'VW', to: 'Ford' } })
  expect(cureOf({ ...draft, everyValue: true }, vw)).toEqual({
    kind: 'ready',
    cure: { kind: 'setValue', field: 'make', to: 'Ford' },
  })
  expect(cureOf({ ...draft, to: ' ' }, vw).kind).toBe('missing')
  expect(cureOf({ ...draft, takeAway: true }, vw)).toMatchObject({ cure: { from: 'VW', to: null } })
  const other = cureOf({ ...firstDraft(refusedBy, 'setValue', '2015'), field: 'vehicle_year' }, refusedBy)
  expect(other).toEqual({ kind: 'ready', cure: { kind: 'setValue', field: 'vehicle_year', to: '2015' } })
})

test('What a cure still needs is said, and nothing is sent before', () => {
  expect(cureOf(firstDraft(vw, 'skip', undefined), vw).kind).toBe('missing')
  expect(cureOf(firstDraft(vw, 'keep', undefined), vw).kind).toBe('missing')
  expect(cureOf(firstDraft(refusedBy, 'setValue', '5'), refusedBy).kind).toBe('missing')
  const relax = { words: 'Year: at most 2026', now: 2026, proposed: null }
  expect(cureOf(firstDraft({ ...vw, relax }, 'relaxRule', undefined), { ...vw, relax }).kind).toBe('missing')
  const none = { ...vw, relax: { words: 'Postcode is required', now: null, proposed: null } }
  expect(cureOf(firstDraft(none, 'relaxRule', undefined), none)).toMatchObject({ cure: { to: null } })
})

test('The field that an answer names is found by its key or its label, the longest one', () => {
  const fields = [{ key: 'year' }, { key: 'vehicle_year', label: 'Vehicle year' }, { key: 'id' }]
  expect(namedField('vehicle_year 2025 not allowed', fields)?.key).toBe('vehicle_year')
  expect(namedField('Bad VEHICLE YEAR', fields)?.key).toBe('vehicle_year')
  expect(namedField('id is odd', fields)).toBeNull()
})

test('The address says which causes are shown; what is not understood is left out', () => {
  expect(parseResolveSearch({ campaign: 'auto', date: 'soon', state: 'open' })).toEqual({ campaign: 'auto' })
  expect(parseResolveSearch({ state: 'kept', date: '-7d..now' })).toEqual({ state: 'kept', date: '-7d..now' })
  expect(parseCauseSearch({ cure: 'relaxRule', to: 2030 })).toEqual({ cure: 'relaxRule', to: '2030' })
  const now = new Date('2026-11-22T10:00:59Z')
  expect(causeParameters({ campaign: 'auto', date: '-24h..now' }, now, 'UTC')).toEqual({
    campaign: 'auto',
    from: '2026-11-21T10:00:00.000Z',
    state: 'open',
  })
})
