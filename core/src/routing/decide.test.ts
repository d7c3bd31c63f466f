import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { LeadFacts } from '../lead/facts.ts'
import type { Campaign, Route } from '../setup/campaign.ts'
import type { Delivery, Schedule } from '../setup/delivery.ts'
import type { Buyer } from '../setup/lists.ts'
import { compileRouting } from './compile.ts'
import { decideRoute, type DecidingWorld } from './decide.ts'
import { noWaivers, type CapSnapshot, type Considered, type Waivers } from './decision.ts'
import { explainDecision } from './explain.ts'
import { offersOf } from './plan.ts'

const now = new Date('2026-10-23T20:00:00Z')
const office: Schedule = { timezone: 'Europe/London', weekly: { mon: ['09:00-17:30'] }, outside: 'hold' }
const fullCap: CapSnapshot = {
  scope: 'delivery acme',
  period: 'day',
  limit: 100,
  used: 100,
  resetsAt: '2026-10-23T23:00:00.000Z',
  whenFull: 'next',
  timezone: 'Europe/London',
}

function campaign(route?: Route): Campaign {
  return {
    name: 'Auto',
    status: 'active',
    country: 'GB',
    currency: 'GBP',
    timezone: 'Europe/London',
    fields: [
      {
        key: 'vehicle_year',
        type: 'integer',
        required: false,
        disallowed: [],
        profanity: false,
        allowFree: true,
        allowDisposable: true,
        phoneTypes: [],
        aliases: [],
        blankWords: [],
      },
    ],
    dedupe: [],
    suppression: [],
    filters: [],
    caps: [],
    suppliers: {},
    route,
    rejectOnRefusal: false,
  }
}

function delivery(more: Partial<Delivery> = {}): Delivery {
  return {
    campaign: 'auto',
    name: 'ACME CRM',
    status: 'active',
    trigger: 'automatic',
    method: 'http',
    request: {
      url: 'https://buyer.example/leads',
      method: 'POST',
      format: 'json',
      headers: {},
      auth: { kind: 'none' },
      timeoutMs: 15_000,
    },
    answers: [],
    otherwise: 'failed',
    caps: [],
    retry: { delaysSeconds: [], maxAgeHours: 24 },
    onUnknown: 'hold',
    concurrency: 8,
    settle: 'answer',
    ...more,
  }
}

const buyers = new Map<string, Buyer>([
  ['ACME', { name: 'Acme', active: true, caps: [] }],
  ['GONE', { name: 'Gone', active: false, caps: [] }],
])

const lead: LeadFacts = {
  id: '1',
  campaign: 'auto',
  supplier: 'ADC1',
  source: null,
  method: 'api',
  test: false,
  receivedAt: now,
  timezone: 'Europe/London',
  country: 'GB',
  values: { vehicle_year: 1999 },
  raw: {},
  invalid: [],
  consent: { email: 'unknown', sms: 'unknown' },
}

function world(more: Partial<DecidingWorld> = {}): DecidingWorld {
  return { now, draw: 0.5, setupVersion: 7, caps: () => [], soldTo: new Set(), returnedBy: new Set(), ...more }
}

function decide(
  deliveries: Record<string, Partial<Delivery>>,
  { route, ...more }: Partial<DecidingWorld> & { route?: Route } = {},
  waivers: Partial<Waivers> = {},
) {
  const all = new Map(Object.entries(deliveries).map(([key, part]) => [key, delivery(part)]))
  return decideRoute(compileRouting(campaign(route), all, buyers), lead, world(more), { ...noWaivers, ...waivers })
}

/** What was found about the one delivery of a campaign. */
function consider(
  part: Partial<Delivery>,
  more: Partial<DecidingWorld> = {},
  waivers: Partial<Waivers> = {},
): Considered | undefined {
  return decide({ acme: part }, more, waivers).considered[0]
}

const old = { rules: { field: 'vehicle_year', op: 'gte', value: 2010 } } satisfies Partial<Delivery>

describe('a delivery is left out, in words', () => {
  test.each<[string, Partial<Delivery>, Partial<DecidingWorld>, string]>([
    ['notActive', { status: 'paused' }, {}, 'not active: paused'],
    ['notActive', { status: 'tested' }, {}, 'not active: tested, not switched on yet'],
    ['manual', { trigger: 'manual' }, {}, 'only sent by hand'],
    ['buyerNotActive', { buyer: 'GONE' }, {}, 'buyer GONE is not active'],
    ['buyerNotActive', { buyer: 'NOBODY' }, {}, 'buyer NOBODY is not active'],
    ['rule', old, {}, 'rule vehicle_year >= 2010, lead: 1999'],
    ['cap', {}, { caps: () => [fullCap] }, 'cap day 100 of 100, resets Sat 00:00 Europe/London'],
    [
      'cap',
      {},
      { caps: () => [{ ...fullCap, whenFull: 'reject' }] },
      'cap day 100 of 100, resets Sat 00:00 Europe/London; refused when full',
    ],
    [
      'cap',
      {},
      { caps: () => [{ ...fullCap, period: 'total', resetsAt: null, whenFull: 'hold' }] },
      'cap total 100 of 100, never resets',
    ],
    ['schedule', { schedule: { ...office, outside: 'skip' } }, {}, 'closed until Mon 09:00 Europe/London'],
    ['schedule', { schedule: { ...office, weekly: {} } }, {}, 'closed at all times'],
    ['alreadySold', { buyer: 'ACME' }, { soldTo: new Set(['ACME']) }, 'already sold to ACME'],
    ['returned', { buyer: 'ACME' }, { returnedBy: new Set(['ACME']) }, 'ACME returned this lead'],
    [
      'faulty',
      { schedule: { ...office, weekly: { mon: ['nine to five'] } } },
      {},
      'its set-up cannot be used: Not a span of hours: nine to five',
    ],
  ])('%s %j', (why, part, more, words) => {
    expect(consider(part, more)?.excluded).toMatchObject({ why, words })
    expect(offersOf(decide({ acme: part }, more).plan)).toEqual([])
  })

  test('when a fault was found elsewhere, and no waiver lets it through', () => {
    const routing = compileRouting(
      campaign(),
      new Map([['acme', delivery()]]),
      buyers,
      new Map([['acme', 'its secret cannot be read']]),
    )
    const waivers: Waivers = { caps: true, rules: true, schedule: true, onlyDelivery: 'acme' }
    const { considered, plan } = decideRoute(routing, lead, world({}), waivers)
    expect(considered[0]?.excluded?.words).toBe('its set-up cannot be used: its secret cannot be read')
    expect(offersOf(plan)).toEqual([])
  })

  test('when it took the lead in an earlier run of the route: no offer, and a sale that counts', () => {
    const route: Route = { kind: 'priority', maxSales: 2, members: [{ delivery: 'acme' }, { delivery: 'beta' }] }
    const more = { takenBy: new Set(['acme']) }
    const { considered, plan } = decide({ acme: { buyer: undefined }, beta: {} }, { route, ...more })
    expect(considered.map(({ excluded }) => excluded?.words)).toEqual(['has taken this lead already', undefined])
    expect(plan).toMatchObject({ kind: 'first', maxSales: 2, of: [{ delivery: 'acme' }, { delivery: 'beta' }] })
  })

  test('when the route does not name it', () => {
    const route: Route = { kind: 'broadcast', members: [{ delivery: 'beta' }] }
    const { considered, plan } = decide({ acme: {}, beta: {} }, { route })
    expect(considered.map(({ excluded }) => excluded?.why)).toEqual(['notInRoute', undefined])
    expect(plan).toEqual({ kind: 'all', of: [{ kind: 'offer', delivery: 'beta' }] })
  })
})

describe('a delivery holds the lead', () => {
  test('until it opens', () => {
    expect(consider({ schedule: office })).toMatchObject({
      excluded: null,
      holdUntil: '2026-10-26T09:00:00.000Z',
      holdReason: 'closed until Mon 09:00 Europe/London',
    })
  })

  test('until its cap resets', () => {
    expect(consider({}, { caps: () => [{ ...fullCap, whenFull: 'hold' }] })).toMatchObject({
      excluded: null,
      holdUntil: fullCap.resetsAt,
      holdReason: 'cap day 100 of 100, resets Sat 00:00 Europe/London',
    })
  })

  test('until it opens after its cap has reset, even when it is open now', () => {
    const caps = () => [{ ...fullCap, whenFull: 'hold' as const }]
    const schedule: Schedule = { ...office, weekly: { fri: ['09:00-22:00'], mon: ['09:00-17:30'] } }
    expect(consider({ schedule }, { caps })).toMatchObject({
      excluded: null,
      holdUntil: '2026-10-26T09:00:00.000Z',
      holdReason: 'cap day 100 of 100, resets Sat 00:00 Europe/London; closed until Mon 09:00 Europe/London',
    })
  })

  test('not when it is open and has room', () => {
    const schedule: Schedule = { ...office, weekly: { fri: ['09:00-22:00'] } }
    expect(consider({ schedule }, { caps: () => [{ ...fullCap, used: 99 }] })).toMatchObject({
      excluded: null,
      holdUntil: null,
      holdReason: null,
    })
  })
})

describe('a waiver', () => {
  test('lets a lead through and keeps what it overrode', () => {
    const part = { ...old, schedule: { ...office, outside: 'skip' as const } }
    const line = consider(part, { caps: () => [fullCap] }, { rules: true, caps: true, schedule: true })
    expect(line).toMatchObject({ excluded: null, holdUntil: null })
    expect(line?.waived.map(({ why }) => why)).toEqual(['rule', 'cap', 'schedule'])
  })

  test('of one reason leaves the others', () => {
    const line = consider(old, { caps: () => [fullCap] }, { caps: true })
    expect(line?.excluded?.why).toBe('rule')
  })

  test('sends at once what would be held', () => {
    expect(consider({ schedule: office }, {}, { schedule: true })).toMatchObject({ excluded: null, holdUntil: null })
  })
})

describe('only one delivery', () => {
  test('is asked, by hand and outside the route too', () => {
    const route: Route = { kind: 'broadcast', members: [{ delivery: 'acme' }] }
    const { plan, considered } = decide({ acme: {}, beta: { trigger: 'manual' } }, { route }, { onlyDelivery: 'beta' })
    expect(plan).toEqual({ kind: 'all', of: [{ kind: 'offer', delivery: 'beta' }] })
    expect(considered[0]?.excluded).toMatchObject({ why: 'notInRoute', words: 'not asked: only beta was chosen' })
  })

  test('is still held to its rules', () => {
    expect(offersOf(decide({ acme: old }, {}, { onlyDelivery: 'acme' }).plan)).toEqual([])
  })
})

test('a nested route loses what is not eligible and keeps its shape', () => {
  const route: Route = {
    kind: 'priority',
    maxSales: 2,
    members: [
      { route: { kind: 'broadcast', members: [{ delivery: 'paused' }] } },
      { route: { kind: 'broadcast', members: [{ delivery: 'acme' }, { delivery: 'paused2' }] } },
      { delivery: 'beta' },
    ],
  }
  const deliveries = { acme: {}, beta: {}, paused: { status: 'paused' }, paused2: { status: 'paused' } } as const
  expect(decide(deliveries, { route }).plan).toEqual({
    kind: 'first',
    maxSales: 2,
    of: [
      { kind: 'all', of: [{ kind: 'offer', delivery: 'acme' }] },
      { kind: 'offer', delivery: 'beta' },
    ],
  })
})

test('a decision is told line by line', () => {
  const decision = decide({ acme: { ...old, buyer: 'ACME' }, beta: { schedule: office }, gamma: {} }, {}, {})
  expect(
    explainDecision({ ...decision, later: [{ at: decision.decidedAt, delivery: 'gamma', excluded: null }] }),
  ).toEqual([
    'acme (ACME): left out: rule vehicle_year >= 2010, lead: 1999',
    'beta: held until 2026-10-26T09:00:00.000Z: closed until Mon 09:00 Europe/London',
    'gamma: eligible',
    'gamma, reached 2026-10-23T20:00:00.000Z: offered the lead',
  ])
})

describe('whatever the set-up', () => {
  const keys = ['a', 'b', 'c', 'd'] as const
  const parts = fc.record({
    status: fc.constantFrom('active' as const, 'active' as const, 'paused' as const),
    trigger: fc.constantFrom('automatic' as const, 'automatic' as const, 'manual' as const),
    buyer: fc.constantFrom(undefined, 'ACME', 'GONE'),
    rules: fc.constantFrom(undefined, old.rules),
    schedule: fc.constantFrom(undefined, office, { ...office, outside: 'skip' as const }),
  })
  const setups = fc.record({ a: parts, b: parts, c: parts, d: parts })
  const routes = fc.constantFrom<Route | undefined>(
    undefined,
    { kind: 'priority', maxSales: 1, members: [{ delivery: 'a' }, { delivery: 'b' }, { delivery: 'c' }] },
    { kind: 'broadcast', members: [{ route: { kind: 'priority', maxSales: 1, members: [{ delivery: 'd' }] } }] },
  )
  const worlds = fc.record({
    caps: fc.constantFrom(
      () => [],
      () => [fullCap],
      () => [{ ...fullCap, whenFull: 'hold' as const }],
    ),
    soldTo: fc.constantFrom(new Set<string>(), new Set(['ACME'])),
    returnedBy: fc.constantFrom(new Set<string>(), new Set(['ACME'])),
  })
  const waivers = fc.record({
    caps: fc.boolean(),
    rules: fc.boolean(),
    schedule: fc.boolean(),
    onlyDelivery: fc.constantFrom(null, ...keys),
  })

  test('every delivery is considered once, and the plan offers exactly those that are not left out', () => {
    fc.assert(
      fc.property(setups, routes, worlds, waivers, (setup, route, more, waived) => {
        const decision = decide(setup, { ...more, ...(route ? { route } : {}) }, waived)
        expect(decision.considered.map((line) => line.delivery)).toEqual([...keys])
        const eligible = decision.considered.filter(({ excluded }) => excluded === null).map((line) => line.delivery)
        expect(offersOf(decision.plan).toSorted()).toEqual(eligible)
        for (const { excluded } of decision.considered) expect(excluded?.words).not.toBe('')
      }),
    )
  })

  test('equal inputs give equal decisions, and a decision survives JSON', () => {
    fc.assert(
      fc.property(setups, routes, worlds, waivers, (setup, route, more, waived) => {
        const first = decide(setup, { ...more, ...(route ? { route } : {}) }, waived)
        const second = decide(setup, { ...more, ...(route ? { route } : {}) }, waived)
        expect(second).toEqual(first)
        expect(JSON.parse(JSON.stringify(first))).toEqual(first)
      }),
    )
  })

  test('an objection stands unless its own waiver is given', () => {
    fc.assert(
      fc.property(setups, worlds, waivers, (setup, more, waived) => {
        const { considered } = decide(setup, more, waived)
        const given = new Set([waived.rules && 'rule', waived.caps && 'cap', waived.schedule && 'schedule'])
        for (const { excluded, waived: overridden } of considered) {
          expect(excluded !== null && given.has(excluded.why as 'rule' | 'cap' | 'schedule')).toBe(false)
          expect(overridden.every(({ why }) => given.has(why as 'rule' | 'cap' | 'schedule'))).toBe(true)
        }
      }),
    )
  })
})
