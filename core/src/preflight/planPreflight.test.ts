import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { decideRoute } from '../routing/decide.ts'
import { compileRouting } from '../routing/compile.ts'
import { noWaivers } from '../routing/decision.ts'
import type { Rule } from '../rules/rule.ts'
import { checkCampaign } from '../screening/check.ts'
import { compileScreening } from '../screening/compile.ts'
import { makes, sampleCampaign, sampleField, sampleLists } from '../screening/sampleCampaign.ts'
import { fieldTypes, type Campaign, type Field, type Filter } from '../setup/campaign.ts'
import type { Delivery } from '../setup/delivery.ts'
import { judgeCase, type Judgement, type PreflightOutcome } from './judgeCase.ts'
import { planPreflight } from './planPreflight.ts'
import type { PreflightCase } from './preflightCase.ts'

const now = new Date('2026-11-18T10:00:00Z')
const lists = sampleLists({ picklists: new Map([['makes', makes]]) })

function plan(campaign: Campaign, deliveries: Record<string, Delivery> = {}, given: Record<string, unknown> = {}) {
  const screening = compileScreening('auto', campaign, lists)
  const { picklists, suppression } = lists
  const map = new Map(Object.entries(deliveries))
  return planPreflight({
    campaign,
    screening,
    picklists,
    suppression,
    deliveries: map,
    supplier: 'ADC1',
    now,
    nonce: '7f3a',
    given,
  })
}

/** As the server does it, without a database: duplicates and suppression apart. */
function outcomeOf(one: PreflightCase, campaign: Campaign, deliveries: Record<string, Delivery>): PreflightOutcome {
  const at = one.lead.at ?? now
  const { failures, quarantine, facts } = compileScreening('auto', campaign, lists).screen({
    id: null,
    supplier: 'ADC1',
    source: one.lead.source,
    method: 'api',
    test: true,
    receivedAt: at,
    raw: one.lead.fields,
    consent: {},
    waive: new Set(),
  })
  const routing = compileRouting(campaign, new Map(Object.entries(deliveries)), new Map())
  const world = {
    now: at,
    draw: 0,
    setupVersion: 1,
    caps: () => [],
    soldTo: new Set<string>(),
    returnedBy: new Set<string>(),
  }
  const considered =
    failures.length > 0 || quarantine !== null ? null : decideRoute(routing, facts, world, noWaivers).considered
  return { failures, quarantine, values: facts.values, considered, requests: [] }
}

function run(campaign: Campaign, deliveries: Record<string, Delivery> = {}): (Judgement & { readonly name: string })[] {
  return plan(campaign, deliveries)
    .cases.filter(({ hop }) => hop !== 'dedupe' && hop !== 'suppression')
    .map((one) => ({ name: one.name, ...judgeCase(one, outcomeOf(one, campaign, deliveries)) }))
}

const failed = (campaign: Campaign, deliveries: Record<string, Delivery> = {}) =>
  run(campaign, deliveries).filter(({ passed }) => !passed)

function delivery(parts: Partial<Delivery> = {}): Delivery {
  return {
    campaign: 'auto',
    name: 'acme',
    status: 'active',
    trigger: 'automatic',
    method: 'http',
    request: {
      url: 'https://example.com',
      method: 'POST',
      format: 'json',
      headers: {},
      auth: { kind: 'none' },
      timeoutMs: 1000,
    },
    answers: [],
    otherwise: 'failed',
    caps: [],
    retry: { delaysSeconds: [], maxAgeHours: 1 },
    onUnknown: 'hold',
    concurrency: 1,
    settle: 'answer',
    ...parts,
  }
}

describe('A preflight of a sound campaign', () => {
  test('finds nothing wrong, whatever the fields', () => {
    const bounds = fc.constantFrom<[FieldBounds, readonly Field['type'][]][]>(
      [{}, fieldTypes],
      [{ required: true }, fieldTypes],
      [{ min: 3, max: 12 }, ['text', 'firstName', 'lastName', 'longText', 'integer', 'number', 'hidden']],
      [{ min: '5.00', max: '7.5' }, ['money']],
      [{ min: '2020-02-29', max: '2026-01-01' }, ['date']],
      [{ minAge: 18, maxAge: 75, required: true }, ['dateOfBirth', 'date']],
      [{ pattern: '[A-Z]{2}-\\d{4}', required: true }, ['text', 'hidden']],
      [{ allowed: ['Red', 'Green'], disallowed: ['Blue'] }, ['text']],
      [{ allowFree: false, allowDisposable: false }, ['email']],
      [{ phoneTypes: ['landline'] }, ['phone']],
      [{ disallowed: ['Ford', 'volvo'] }, ['picklist', 'picklistAny', 'picklistAll']],
      [{ blankWords: ['Select', 'n/a'], required: true }, ['text', 'picklist', 'email', 'integer']],
      [{ default: '5' }, ['text', 'integer', 'money']],
    )
    const field = bounds.chain(([parts, types]) =>
      fc
        .constantFrom(...types)
        .map((type) => ({ type, ...parts, ...(type.startsWith('picklist') && { picklist: 'makes' }) })),
    )
    const country = fc.constantFrom('GB', 'US', 'DE', 'FR', 'IE', 'NL', 'AU', 'ES', 'BR', 'PL')
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 8 }), country, (parts, code) => {
        const fields = parts.map((one, index) => sampleField({ key: `f${index}`, ...one }))
        const campaign = sampleCampaign({ fields, country: code })
        fc.pre(checkCampaign(campaign, { picklists: lists.picklists, suppression: lists.suppression }).length === 0)
        const problems = plan(campaign).leftOut.some((words) => words.startsWith('Field'))
        fc.pre(!problems)
        expect(failed(campaign)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('finds its way past the filters, and catches what they catch', () => {
    const rules: Rule[] = [
      { field: 'vehicle_year', op: 'lt', value: 2010 },
      { field: 'vehicle_year', op: 'between', value: [1995, 2000] },
      { field: 'make', op: 'in', value: ['Ford', 'Volvo'] },
      { field: 'make', op: 'isNot', value: 'Volkswagen' },
      { field: 'email', op: 'endsWith', value: '@example.com' },
      { field: 'phone', op: 'blank' },
      {
        any: [
          { field: 'make', op: 'is', value: 'Volvo' },
          { field: 'vehicle_year', op: 'gte', value: 2019 },
        ],
      },
      {
        not: {
          all: [
            { field: 'vehicle_year', op: 'gt', value: 1990 },
            { field: 'make', op: 'present' },
          ],
        },
      },
      { field: '@source', op: 'is', value: 'fb-12' },
    ]
    const filter = fc.record({
      when: fc.constantFrom(...rules),
      action: fc.constantFrom<Filter['action']>('reject', 'quarantine'),
      reason: fc.constant(''),
    })
    fc.assert(
      fc.property(fc.uniqueArray(filter, { maxLength: 2, selector: ({ when }) => rules.indexOf(when) }), (filters) => {
        const campaign = sampleCampaign({ filters })
        const found = run(campaign)
        // Filters that leave nothing over are the campaign's own contradiction: only those may fail the sample.
        fc.pre(found[0]?.passed === true)
        expect(found.filter(({ passed }) => !passed)).toEqual([])
        expect(found.filter(({ name }) => name.startsWith('filter 1')).length).toBeGreaterThan(
          filters.length > 0 ? 0 : -1,
        )
      }),
    )
    const one = sampleCampaign({
      filters: [{ when: { field: 'vehicle_year', op: 'lt', value: 2010 }, action: 'reject', reason: '' }],
    })
    const caught = plan(one).cases.filter(({ about }) => about === 'filter 1')
    expect(caught.map(({ set, expect: { kind } }) => [set, kind])).toEqual([
      [{ vehicle_year: 2009 }, 'caught'],
      [{ vehicle_year: 2010 }, 'notCaught'],
    ])
  })

  test('tries a filter that accepts before one that rejects all the rest', () => {
    const filters: Filter[] = [
      { action: 'accept', when: { field: 'make', op: 'is', value: 'Volvo' }, reason: '' },
      { action: 'reject', when: { all: [] }, reason: 'Volvo only' },
    ]
    const campaign = sampleCampaign({ filters })
    expect(plan(campaign).sample.fields).toMatchObject({ make: 'Volvo' })
    expect(failed(campaign).filter(({ name }) => !name.startsWith('Vehicle make'))).toEqual([])
  })

  test('tries each delivery by its rule and its hours', () => {
    const schedule = {
      timezone: 'Europe/London',
      weekly: { mon: ['09:00-17:00'], tue: ['09:00-17:00'] },
      outside: 'hold',
    } as const
    const deliveries = {
      acme: delivery({ rules: { field: 'vehicle_year', op: 'gte', value: 2019 } }),
      beta: delivery({ schedule }),
      gamma: delivery({
        schedule: { ...schedule, outside: 'skip' },
        rules: { field: 'make', op: 'is', value: 'Volvo' },
      }),
      hand: delivery({ trigger: 'manual' }),
      draft: delivery({ status: 'draft' }),
      never: delivery({ rules: { field: 'vehicle_year', op: 'gt', value: 2020 } }),
    }
    const campaign = sampleCampaign()
    expect(failed(campaign, deliveries)).toEqual([])
    const { cases, leftOut } = plan(campaign, deliveries)
    expect(cases.filter(({ hop }) => hop === 'route').map(({ about, expect: { kind } }) => `${about} ${kind}`)).toEqual(
      [
        'delivery acme offered',
        'delivery acme notOffered',
        'delivery beta offered',
        'delivery beta held',
        'delivery gamma offered',
        'delivery gamma notOffered',
        'delivery gamma notOffered',
      ],
    )
    expect(leftOut).toEqual([
      'Delivery hand: leads go to it by hand only',
      'Delivery draft: it is a draft, so no lead goes to it',
      'Delivery never: no lead was found that the campaign accepts and that its rule takes',
    ])
  })
})

describe('A preflight of a campaign with a mistake', () => {
  test('fails where a picklist value maps to nothing, with the delivery named', () => {
    const [one] = plan(sampleCampaign()).cases
    if (!one) throw new Error('There is no case')
    const outcome: PreflightOutcome = {
      failures: [],
      quarantine: null,
      values: {},
      considered: [],
      requests: [{ delivery: 'acme', fault: "Mapper makes has no pair for 'Volvo'" }],
    }
    expect(judgeCase(one, outcome)).toMatchObject({
      passed: false,
      hop: 'render',
      reason: expect.stringContaining('acme'),
    })
  })

  test('fails the sample when two filters leave nothing over', () => {
    const when = (op: 'lt' | 'gte') =>
      ({ action: 'reject', when: { field: 'vehicle_year', op, value: 2000 }, reason: `year ${op}` }) as const
    const required = sampleCampaign().fields.map((field) =>
      field.key === 'vehicle_year' ? { ...field, required: true } : field,
    )
    const [sample] = run(sampleCampaign({ fields: required, filters: [when('lt'), when('gte')] }))
    expect(sample).toMatchObject({ passed: false, hop: 'filter', reason: expect.stringContaining('year') })
  })

  test('asks for a value that cannot be made up, and takes it', () => {
    const fields = [sampleField({ key: 'policy', type: 'text', required: true, pattern: '\\pN{3}' })]
    expect(plan(sampleCampaign({ fields })).leftOut).toContain('Field policy: no value can be made up for it; give one')
    expect(plan(sampleCampaign({ fields }), {}, { policy: '123' }).sample.fields).toEqual({ policy: '123' })
  })
})

test('Duplicates are tried with the same lead, one that agrees in a rule alone, and another one', () => {
  const campaign = sampleCampaign({
    dedupe: [
      { fields: ['email'], days: 30, scope: 'campaign' },
      { fields: ['phone'], days: 1, scope: 'account' },
    ],
  })
  const { cases, sample } = plan(campaign)
  const found = cases.filter(({ hop }) => hop === 'dedupe')
  expect(found.map(({ name, expect: { kind } }) => [name, kind])).toEqual([
    ['The same lead again', 'duplicate'],
    ['Another lead with the same email', 'duplicate'],
    ['Another lead with the same phone', 'duplicate'],
    ['Another lead', 'notDuplicate'],
  ])
  expect(found[1]?.lead.fields['email']).toBe(sample.fields['email'])
  expect(found[1]?.lead.fields['phone']).not.toBe(sample.fields['phone'])
})

test('Every case names what it changes, what is expected, and has a name of its own', () => {
  const { cases } = plan(sampleCampaign({ dedupe: [{ fields: ['email'], days: 30, scope: 'campaign' }] }), {
    acme: delivery(),
  })
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
  expect(cases.length).toBeGreaterThan(25)
  for (const one of cases) expect(one.lead.fields).toEqual(expect.any(Object))
})

type FieldBounds = Partial<Field>
