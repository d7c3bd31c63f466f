import { describe, expect, test } from 'vitest'
import { listLeads } from './leads/list.ts'
import { parseWith } from './issues.ts'
import { campaign } from './setup/campaign.ts'
import { delivery } from './setup/delivery.ts'
import { picklist } from './setup/lists.ts'

const minimalCampaign = { name: 'One', country: 'GB', currency: 'GBP' }
const minimalDelivery = { campaign: 'one', request: { url: 'https://buyer.test/' } }

function problems(schema: Parameters<typeof parseWith>[0], value: unknown) {
  const result = parseWith(schema, value)
  return result.ok ? [] : result.problems.map(({ path, code }) => `${path}: ${code}`)
}

describe('limits', () => {
  const messages = (schema: Parameters<typeof parseWith>[0], value: unknown) => {
    const result = parseWith(schema, value)
    return result.ok ? [] : result.problems.map(({ path, code, message }) => [path, code, message])
  }

  test('are told with their number and with what came', () => {
    const caps = Array.from({ length: 201 }, () => ({ period: 'day', limit: 1 }))
    expect(messages(campaign, { ...minimalCampaign, caps })).toEqual([
      ['caps', 'too_big', 'At most 200 entries are possible here; these are 201.'],
    ])
    expect(messages(campaign, { ...minimalCampaign, name: 'x'.repeat(1201) })).toEqual([
      ['name', 'too_big', 'At most 200 characters are possible here; these are 1,201.'],
    ])
    expect(messages(delivery, { ...minimalDelivery, concurrency: 0 })).toEqual([
      ['concurrency', 'too_small', 'At least 1, not 0.'],
    ])
    expect(messages(delivery, { ...minimalDelivery, perSecond: 0 })).toEqual([
      ['perSecond', 'too_small', 'Expected a number beyond 0, not 0.'],
    ])
    expect(messages(picklist, { values: [{ value: '' }] })).toEqual([
      ['values[0].value', 'too_small', 'This must not be empty.'],
    ])
  })

  test('hold for objects of entries too', () => {
    const headers = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`X-${index}`, 'a']))
    expect(messages(delivery, { ...minimalDelivery, request: { url: 'https://a.test', headers } })).toEqual([
      ['request.headers', 'too_big', 'At most 100 entries are possible here; these are 101.'],
    ])
  })
})

describe('set-up documents', () => {
  test('a short delivery is filled up with the defaults', () => {
    const result = parseWith(delivery, minimalDelivery)
    expect(result.ok && result.value).toMatchObject({
      status: 'draft',
      trigger: 'automatic',
      method: 'http',
      request: { method: 'POST', format: 'json', auth: { kind: 'none' }, timeoutMs: 15_000, headers: {} },
      answers: [],
      otherwise: 'failed',
      caps: [],
      retry: { delaysSeconds: [5, 30, 120, 600, 1800, 3600, 10_800, 21_600, 43_200], maxAgeHours: 24 },
      onUnknown: 'hold',
      concurrency: 8,
      settle: 'answer',
    })
  })

  test('one status and a list of them mean the same', () => {
    const parse = (status: unknown) =>
      parseWith(delivery, { ...minimalDelivery, answers: [{ when: { status }, outcome: 'accepted' }] })
    expect(parse(200)).toEqual(parse([200]))
  })

  test('a cap without whenFull goes on to the next', () => {
    const result = parseWith(delivery, { ...minimalDelivery, caps: [{ period: 'day', limit: 5 }] })
    expect(result.ok && result.value.caps[0]?.whenFull).toBe('next')
  })

  test('a priority route sells once unless it says otherwise', () => {
    const result = parseWith(campaign, {
      ...minimalCampaign,
      route: { kind: 'priority', members: [{ route: { kind: 'broadcast', members: [{ delivery: 'a' }] } }] },
    })
    expect(result.ok && result.value.route).toMatchObject({ kind: 'priority', maxSales: 1 })
  })

  test.each([
    ['an unknown property at the top', { ...minimalCampaign, nmae: 'x' }, ['nmae: unknown_property']],
    [
      'an unknown property of a field',
      { ...minimalCampaign, fields: [{ key: 'a', type: 'text', lable: 1 }] },
      ['fields[0].lable: unknown_property'],
    ],
    [
      'an unknown type',
      { ...minimalCampaign, fields: [{ key: 'a', type: 'string' }] },
      ['fields[0].type: invalid_value'],
    ],
    ['what is missing', { name: 'One', country: 'GB' }, ['currency: required']],
    ['a number for text', { ...minimalCampaign, name: 3 }, ['name: invalid_type']],
    [
      'a route that is not built',
      { ...minimalCampaign, route: { kind: 'auction', members: [] } },
      ['route.kind: invalid_value'],
    ],
    [
      'a mistake in a nested route',
      { ...minimalCampaign, route: { kind: 'broadcast', members: [{ delivry: 'a' }] } },
      ['route.members[0].delivry: unknown_property'],
    ],
    [
      'an amount that is a number',
      { ...minimalCampaign, payout: { on: 'accept', amount: 1.5 } },
      ['payout.amount: invalid_type'],
    ],
    ['a key of a supplier', { ...minimalCampaign, suppliers: { 'A D': {} } }, ['suppliers.A D: invalid_format']],
    [
      "a supplier's cap",
      { ...minimalCampaign, suppliers: { A: { caps: [{ period: 'fortnight', limit: 1 }] } } },
      ['suppliers.A.caps[0].period: invalid_value'],
    ],
    [
      'a text that is no rule',
      { ...minimalCampaign, filters: [{ action: 'reject', when: 'x', reason: '' }] },
      ['filters[0].when: invalid_rule'],
    ],
    ['a zone that is none', { ...minimalCampaign, timezone: 'Europe/Nowhere' }, ['timezone: unknown_timezone']],
    ['several at once', { name: 1, country: 'gb', currency: 'GBP' }, ['name: invalid_type', 'country: invalid_format']],
    ['a document that is none', [], [': invalid_type']],
  ])('campaign: %s is named with its path', (_, document, expected) => {
    expect(problems(campaign, document)).toEqual(expected)
  })

  test.each([
    ['an unbuilt method', { ...minimalDelivery, method: 'email' }, ['method: invalid_value']],
    [
      'a secret that is missing',
      { ...minimalDelivery, request: { url: 'https://a.test', auth: { kind: 'bearer' } } },
      ['request.auth.secret: required'],
    ],
    [
      'an unknown kind of auth',
      { ...minimalDelivery, request: { url: 'https://a.test', auth: { kind: 'magic' } } },
      ['request.auth.kind: invalid_value'],
    ],
    [
      'a capture with a wrong name',
      { ...minimalDelivery, answers: [{ when: {}, outcome: 'accepted', reason: { jsn: 'a' } }] },
      ['answers[0].reason: invalid_value'],
    ],
    [
      'a status out of range',
      { ...minimalDelivery, answers: [{ when: { status: [20] }, outcome: 'accepted' }] },
      ['answers[0].when.status[0]: too_small'],
    ],
    [
      'a weekday that is none',
      { ...minimalDelivery, schedule: { timezone: 'UTC', weekly: { monday: [] } } },
      ['schedule.weekly.monday: unknown_property'],
    ],
    [
      'a time limit above a minute',
      { ...minimalDelivery, request: { url: 'https://a.test', timeoutMs: 90_000 } },
      ['request.timeoutMs: too_big'],
    ],
    ['a price of an unknown kind', { ...minimalDelivery, price: { kind: 'free' } }, ['price.kind: invalid_value']],
  ])('delivery: %s is named with its path', (_, document, expected) => {
    expect(problems(delivery, document)).toEqual(expected)
  })

  test('the message says what is known instead', () => {
    const result = parseWith(picklist, { values: [{ value: 'a', synonym: [] }] })
    expect(!result.ok && result.problems[0]?.message).toBe(
      'There is no property "synonym" here. Known here: value, label, synonyms.',
    )
  })
})

describe('search parameters', () => {
  test('are typed once they are parsed', () => {
    const result = parseWith(listLeads.query ?? picklist, {
      campaign: 'a, b,',
      from: '2026-11-22',
      to: '2026-11-22T10:00:00+01:00',
      status: 'accepted,rejected',
      test: 'false',
      limit: '20',
      fields: { email: '~x' },
    })
    expect(result.ok && result.value).toEqual({
      campaign: ['a', 'b'],
      from: new Date('2026-11-22T00:00:00Z'),
      to: new Date('2026-11-22T09:00:00Z'),
      status: ['accepted', 'rejected'],
      test: false,
      limit: 20,
      sort: '-received',
      fields: [{ key: 'email', match: '~x' }],
    })
  })

  test.each([
    [{ status: 'acepted' }, ['status: invalid_value']],
    [{ limit: '501' }, ['limit: too_big']],
    [{ limit: 'x' }, ['limit: invalid_type']],
    [{ from: 'yesterday' }, ['from: invalid_value']],
    [{ sort: 'price' }, ['sort: invalid_value']],
    [{ colour: 'red' }, ['colour: unknown_property']],
  ])('%j is refused', (query, expected) => {
    expect(problems(listLeads.query ?? picklist, query)).toEqual(expected)
  })
})
