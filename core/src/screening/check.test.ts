import { expect, test } from 'vitest'
import type { Campaign, Field } from '../setup/campaign.ts'
import type { Cap } from '../setup/caps.ts'
import { checkCampaign } from './check.ts'
import { compileScreening } from './compile.ts'
import { makes, sampleCampaign, sampleField, sampleLists } from './sampleCampaign.ts'

const world = {
  picklists: new Map([['makes', makes]]),
  suppression: new Map([['dnc', { name: 'DNC', matches: ['email'] }]]),
  campaigns: new Set(['auto', 'home']),
  suppliers: new Set(['ADC1']),
}

function places(campaign: Partial<Campaign>) {
  return checkCampaign(sampleCampaign(campaign), world).map(({ path, code }) => [path, code])
}

const email = sampleField({ key: 'email', type: 'email' })
const dayCap: Cap = { period: 'day', limit: 10, whenFull: 'next' }
const withField = (parts: Partial<Field> & Pick<Field, 'key' | 'type'>) => ({ fields: [email, sampleField(parts)] })

test('A good campaign has no problems and compiles', () => {
  const campaign = sampleCampaign({
    dedupe: [{ fields: ['email', 'phone'], days: 30, scope: { campaigns: ['home'] } }],
    suppression: ['dnc'],
    filters: [{ action: 'reject', when: { field: 'make', op: 'is', value: 'Ford' }, reason: 'No' }],
    summary: '{{ email }} {{ make }}',
    suppliers: { ADC1: { active: true, caps: [] } },
    caps: [dayCap, { ...dayCap, field: 'make', value: 'Ford' }],
  })
  expect(checkCampaign(campaign, world)).toEqual([])
  expect(() => compileScreening('auto', campaign, sampleLists({ suppression: world.suppression }))).not.toThrow()
})

test.each([
  [{ country: 'UK' }, ['country', 'invalid']],
  [{ currency: 'POUND' }, ['currency', 'invalid']],
  [{ timezone: 'London' }, ['timezone', 'invalid']],
  [{ fields: [email, email] }, ['fields[1].key', 'duplicate']],
  [withField({ key: ' ', type: 'text' }), ['fields[1].key', 'invalid']],
  [withField({ key: '@age', type: 'text' }), ['fields[1].key', 'invalid']],
  [withField({ key: '__proto__', type: 'text' }), ['fields[1].key', 'invalid']],
  [withField({ key: 'x', type: 'text', aliases: ['email'] }), ['fields[1].aliases[0]', 'duplicate']],
  [withField({ key: 'x', type: 'picklist' }), ['fields[1].picklist', 'required']],
  [withField({ key: 'x', type: 'picklist', picklist: 'makez' }), ['fields[1].picklist', 'unknown']],
  [withField({ key: 'x', type: 'text', picklist: 'makes' }), ['fields[1].picklist', 'invalid']],
  [
    withField({ key: 'x', type: 'picklist', picklist: 'makes', disallowed: ['Ford', 'Lada'] }),
    ['fields[1].disallowed[1]', 'unknown'],
  ],
  [withField({ key: 'x', type: 'text', pattern: '(a' }), ['fields[1].pattern', 'bad_pattern']],
  [withField({ key: 'x', type: 'text', pattern: 'a(?=b)' }), ['fields[1].pattern', 'bad_pattern']],
  [withField({ key: 'x', type: 'integer', min: 5, max: 3 }), ['fields[1].min', 'conflict']],
  [withField({ key: 'x', type: 'money', min: '10.00', max: '9.99' }), ['fields[1].min', 'conflict']],
  [withField({ key: 'x', type: 'date', min: '01/02/2020' }), ['fields[1].min', 'invalid']],
  [withField({ key: 'x', type: 'text', max: 'long' }), ['fields[1].max', 'invalid']],
  [withField({ key: 'x', type: 'dateOfBirth', minAge: 70, maxAge: 18 }), ['fields[1].minAge', 'conflict']],
  [withField({ key: 'x', type: 'text', minAge: 18 }), ['fields[1].minAge', 'invalid']],
  [withField({ key: 'x', type: 'email', equalTo: 'emial' }), ['fields[1].equalTo', 'unknown']],
  [withField({ key: 'x', type: 'email', notEqualTo: 'x' }), ['fields[1].notEqualTo', 'invalid']],
  [withField({ key: 'x', type: 'integer', default: 'many' }), ['fields[1].default', 'invalid']],
  [withField({ key: 'x', type: 'text', channel: 'email' }), ['fields[1].channel', 'invalid']],
  [withField({ key: 'x', type: 'text', compute: '{{ emial }}' }), ['fields[1].compute', 'unknown_name']],
  [{ summary: '{{ nope }}' }, ['summary', 'unknown_name']],
  [{ dedupe: [{ fields: ['mail'], days: 1, scope: 'campaign' as const }] }, ['dedupe[0].fields[0]', 'unknown']],
  [{ dedupe: [{ fields: [], days: 1, scope: 'campaign' as const }] }, ['dedupe[0].fields', 'required']],
  [{ dedupe: [{ fields: ['email'], days: 0, scope: 'campaign' as const }] }, ['dedupe[0].days', 'invalid']],
  [
    { dedupe: [{ fields: ['email'], days: 1, scope: { campaigns: ['boat'] } }] },
    ['dedupe[0].scope.campaigns[0]', 'unknown'],
  ],
  [{ suppression: ['dncc'] }, ['suppression[0]', 'unknown']],
  [{ suppliers: { NOPE: { active: true, caps: [] } } }, ['suppliers.NOPE', 'unknown']],
  [{ caps: [{ ...dayCap, field: 'colour', value: 'red' }] }, ['caps[0].field', 'unknown']],
  [{ caps: [dayCap, { ...dayCap, field: 'email', value: 'a@example.com' }] }, ['caps[1].field', 'invalid']],
  [{ caps: [{ ...dayCap, field: 'make', value: 'VW' }] }, ['caps[0].value', 'unknown']],
])('%j is refused at its place', (campaign, expected) => {
  expect(places(campaign)).toEqual([expected])
})

test('A rule inside a filter is checked with its path', () => {
  const filters = [{ action: 'reject', when: { field: 'nope', op: 'is', value: 'x' }, reason: '' }] as const
  expect(places({ filters })[0]?.[0]).toContain('filters[0].when')
})

test('Messages suggest what may have been meant and where a pattern breaks', () => {
  const [unknown] = checkCampaign(sampleCampaign(withField({ key: 'x', type: 'picklist', picklist: 'makez' })), world)
  expect(unknown?.message).toBe("There is no picklist 'makez'. Did you mean makes?")
  const [pattern] = checkCampaign(sampleCampaign(withField({ key: 'x', type: 'text', pattern: 'ab[z-a]' })), world)
  expect(pattern?.message).toMatch(/at character [345]\.$/)
})

test('More fields than the quota are refused with the limit', () => {
  const many = Array.from({ length: 501 }, (_, index) => sampleField({ key: `f${index}`, type: 'text' }))
  expect(checkCampaign(sampleCampaign({ fields: many }), world)).toEqual([
    { path: 'fields', code: 'too_many', message: '501 fields are too many; at most 500 are possible.' },
  ])
})
