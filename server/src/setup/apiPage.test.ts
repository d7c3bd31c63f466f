// The page that describes the API to those who program against it, held against a running server: its documents are written as
// they stand there, its example lead is sent, and what comes back has exactly the properties that are promised.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'

let app: TestApp
let buyer: Buyer

beforeAll(async () => {
  ;[app, buyer] = await Promise.all([startTestApp(), startBuyer()])
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

interface Answer {
  readonly status: number
  readonly headers: Headers
  // Looked at as whoever reads the page would look at it, without our own types.
  readonly body: Record<string, unknown>
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(app.url + path, {
    method,
    headers: {
      ...('cookie' in headers || path === '/v1/session' ? {} : { authorization: `Bearer ${app.key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
  })
  const text = await response.text()
  const parsed = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
  return { status: response.status, headers: response.headers, body: parsed }
}

const put = (path: string, body: unknown) => call('PUT', path, body)
const get = (path: string) => call('GET', path)
const keys = (value: unknown) => Object.keys(value as object).toSorted()

const campaign = {
  name: 'Auto warranty UK',
  status: 'active',
  country: 'GB',
  currency: 'GBP',
  timezone: 'Europe/London',
  fields: [
    { key: 'email', label: 'Email', type: 'email', required: true },
    { key: 'phone', type: 'phone' },
    { key: 'vehicle_year', label: 'Vehicle year', type: 'integer', min: 1980, max: 2026 },
    { key: 'make', type: 'picklist', picklist: 'makes', disallowed: [] },
  ],
  dedupe: [{ fields: ['email'], days: 30, scope: 'campaign' }],
  suppression: ['dnc'],
  filters: [{ action: 'reject', when: { field: 'country', op: 'isNot', value: 'GB' }, reason: 'UK only' }],
  caps: [{ period: 'day', limit: 1000 }],
  suppliers: { ADC1: { active: true, payout: '2.00', caps: [] } },
  payout: { on: 'accept', amount: '1.50' },
  summary: '{{ email }} · {{ vehicle_year }} {{ make }}',
}
const route = { kind: 'priority', maxSales: 1, members: [{ delivery: 'acme' }, { delivery: 'beta' }] }

const delivery = (url: string) => ({
  campaign: 'auto-warranty',
  buyer: 'ACME',
  name: 'ACME CRM',
  status: 'active',
  trigger: 'automatic',
  method: 'http',
  request: {
    url,
    method: 'POST',
    format: 'json',
    body: { email: '{{ email }}', year: '{{ vehicle_year }}' },
    headers: { 'X-Source': '{{ supplier }}' },
    auth: { kind: 'bearer', secret: 's3cret' },
    timeoutMs: 15000,
  },
  answers: [
    {
      when: { status: [200], json: { path: 'status', is: 'accepted' } },
      outcome: 'accepted',
      price: { json: 'price' },
      reference: { json: 'id' },
    },
    { when: { json: { path: 'status', is: 'rejected' } }, outcome: 'rejected', reason: { json: 'message' } },
  ],
  otherwise: 'failed',
  price: { kind: 'fixed', amount: '12.50' },
  rules: { field: 'vehicle_year', op: 'gte', value: 2010 },
  caps: [{ period: 'day', limit: 100, whenFull: 'next' }],
  retry: { delaysSeconds: [5, 30, 120], maxAgeHours: 24 },
  onUnknown: 'hold',
  concurrency: 8,
  perSecond: null,
  settle: 'answer',
})
const schedule = { timezone: 'Europe/London', weekly: { mon: ['09:00-17:30'] }, outside: 'hold' }

const lists: readonly [path: string, document: Record<string, unknown>][] = [
  [
    '/v1/picklists/makes',
    {
      name: 'Makes',
      caseSensitive: false,
      values: [{ value: 'Volkswagen', label: 'Volkswagen', synonyms: ['VW'] }, { value: 'Ford' }],
    },
  ],
  ['/v1/mappers/codes', { picklist: 'makes', pairs: { Volkswagen: 'VW' }, missing: 'pass' }],
  ['/v1/mappers/strict', { picklist: 'makes', pairs: { Volkswagen: 'VW' }, missing: 'hold' }],
  ['/v1/mappers/other', { picklist: 'makes', pairs: { Volkswagen: 'VW' }, missing: { default: 'OTHER' } }],
  ['/v1/suppliers/ADC1', {}],
  ['/v1/buyers/ACME', { caps: [{ period: 'month', limit: 2000 }] }],
  ['/v1/buyers/BETA', {}],
  ['/v1/suppression/dnc', { name: 'Do not contact' }],
]

describe('set-up documents, in the order in which they are written', () => {
  test('lists, suppliers and buyers are taken and answered with their version', async () => {
    for (const [path, document] of lists) {
      const { status, body } = await put(path, document)
      expect([path, status, body]).toEqual([path, 200, expect.objectContaining({ version: 1 })])
      expect((await get(path)).body, path).toEqual(body)
    }
    expect((await get('/v1/mappers/other')).body).toMatchObject({ missing: { default: 'OTHER' } })
    expect((await get('/v1/suppliers/ADC1')).body).toMatchObject({ sid: 'ADC1', name: 'ADC1', active: true })
    const entries = await call('POST', '/v1/suppression/dnc/entries', { entries: ['blocked@example.com'] })
    expect(entries).toMatchObject({ status: 200, body: { added: 1, alreadyThere: 0, total: 1 } })
  })

  test('the campaign, its deliveries, then its route; each comes back as it was written', async () => {
    const early = await put('/v1/campaigns/auto-warranty', { ...campaign, route })
    expect(early).toMatchObject({ status: 422, body: { errors: [{ path: 'route.members[0].delivery' }, {}] } })
    expect((await put('/v1/campaigns/auto-warranty', campaign)).status).toBe(200)
    for (const [key, bid] of [
      ['acme', 'ACME'],
      ['beta', 'BETA'],
    ]) {
      const document = { ...delivery(`${buyer.url}/${key}`), buyer: bid, schedule }
      const { status, body } = await put(`/v1/deliveries/${key}`, document)
      const { auth, ...request } = document.request
      expect([status, body]).toEqual([200, expect.objectContaining({ ...document, request: expect.anything() })])
      expect(body['request']).toEqual({ ...request, auth: { ...auth, secret: '••••' } })
      // Without its hours, so that the lead below is sent on any day.
      await put(`/v1/deliveries/${key}`, { ...delivery(`${buyer.url}/${key}`), buyer: bid })
    }
    const { status, body } = await put('/v1/campaigns/auto-warranty', { ...campaign, route })
    expect(status).toBe(200)
    const caps = [{ period: 'day', limit: 1000, whenFull: 'next' }]
    const fields = campaign.fields.map((field) => expect.objectContaining(field))
    expect(body).toMatchObject({ reference: 'auto-warranty', version: 2, ...campaign, route, fields, caps })
  })

  test('each kind is listed beside its documents, page by page', async () => {
    for (const noun of ['campaigns', 'deliveries', 'picklists', 'mappers', 'suppliers', 'buyers', 'suppression']) {
      const { status, body } = await get(`/v1/${noun}?limit=500`)
      expect([noun, status, keys(body)]).toEqual([noun, 200, [noun, 'nextCursor'].toSorted()])
    }
    const first = (await get('/v1/deliveries?limit=1')).body
    expect(first).toMatchObject({ deliveries: [{ key: 'acme' }], nextCursor: expect.any(String) })
    const second = (await get(`/v1/deliveries?limit=1&cursor=${String(first['nextCursor'])}`)).body
    expect(second).toMatchObject({ deliveries: [{ key: 'beta' }], nextCursor: null })
  })
})

describe('leads', () => {
  const lead = {
    campaign: 'auto-warranty',
    supplier: 'ADC1',
    source: 'fb-12',
    externalId: 'x-1',
    test: false,
    fields: { email: 'ann@example.com', phone: '07700 900123', vehicle_year: 2015, make: 'VW' },
    consent: {
      email: 'yes',
      sms: 'no',
      text: 'I agree',
      url: 'https://forms.example/warranty',
      at: '2026-11-22T09:00:00Z',
      ip: '203.0.113.9',
    },
    callbackUrl: 'https://forms.example/callback',
  }
  const answer = [
    'currency',
    'disposition',
    'duplicateOf',
    'id',
    'price',
    'receivedAt',
    'redirectUrl',
    'sold',
    'status',
    'test',
  ]
  let id = ''

  test('the example is accepted, and its answer has the promised properties and no others', async () => {
    const { status, body } = await call('POST', '/v1/leads', lead, { 'idempotency-key': 'first' })
    expect([status, keys(body)]).toEqual([201, answer])
    expect(body).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      status: 'accepted',
      sold: 'pending',
      price: '2.00',
      currency: 'GBP',
      redirectUrl: null,
      disposition: { code: 'ACCEPT_LEAD', reason: null, failures: [] },
      duplicateOf: null,
      test: false,
    })
    id = String(body['id'])
    await app.idle()
    const request = buyer.requests()[0]
    expect(JSON.parse(request?.body ?? '')).toEqual({ email: 'ann@example.com', year: 2015 })
    expect(request?.headers).toMatchObject({ 'x-source': 'ADC1', authorization: 'Bearer s3cret', 'x-attempt': '1' })
  })

  test('the same key answers the same, with another body 422', async () => {
    const again = await call('POST', '/v1/leads', lead, { 'idempotency-key': 'first' })
    expect([again.status, again.body['id'], again.headers.get('idempotent-replay')]).toEqual([201, id, 'true'])
    const other = await call('POST', '/v1/leads', { ...lead, source: 'fb-13' }, { 'idempotency-key': 'first' })
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } })
  })

  test('a rejected one is recorded with its failures', async () => {
    const fields = { ...lead.fields, email: 'bob@example.com', make: 'Volvo' }
    const { status, body } = await call('POST', '/v1/leads', { ...lead, fields })
    expect([status, body['status'], keys(body)]).toEqual([201, 'rejected', answer])
    const { failures } = body['disposition'] as { failures: Record<string, unknown>[] }
    expect(failures).toHaveLength(1)
    expect(failures[0]).toMatchObject({
      code: 'REJECT_LEAD_INVALID_LIST_VALUE',
      field: 'make',
      value: 'Volvo',
      message: expect.stringContaining('Volvo'),
      suggestions: expect.any(Array),
    })
  })

  test('a filter on country reads the country of a lead whose campaign has no such field', async () => {
    const fields = { ...lead.fields, email: 'carol@example.com', phone: '+33 6 12 34 56 78' }
    const { body } = await call('POST', '/v1/leads', { ...lead, fields })
    expect(body).toMatchObject({ status: 'rejected', disposition: { code: 'REJECT_LEAD_FILTER', reason: 'UK only' } })
  })

  test('a batch answers in order, a lead or a problem each', async () => {
    const good = { ...lead, fields: { ...lead.fields, email: 'dora@example.com' } }
    const { status, body } = await call('POST', '/v1/leads/batch', {
      leads: [good, { campaign: 'nowhere', fields: {} }],
    })
    expect(status).toBe(200)
    expect(body['results']).toMatchObject([{ status: 'accepted' }, { status: 404, code: 'not_found' }])
  })

  test('the list and the lead itself have every promised property', async () => {
    await app.idle()
    const { body } = await get('/v1/leads?campaign=auto-warranty&field.email=ann@example.com&sort=-received&limit=50')
    expect(keys(body)).toEqual(['leads', 'nextCursor', 'total'])
    expect(body['total']).toEqual({ value: 1, exact: true })
    const [listed] = body['leads'] as Record<string, unknown>[]
    const row =
      'id receivedAt updatedAt revision campaign supplier source method country summary fields status disposition sold ' +
      'deliveryStatus buyers revenue payout currency consent test'
    expect(keys(listed)).toEqual(expect.arrayContaining(row.split(' ')))
    expect(listed).toMatchObject({
      summary: 'ann@example.com · 2015 Volkswagen',
      country: 'GB',
      sold: 'sold',
      deliveryStatus: 'full',
      buyers: [{ buyer: 'ACME', delivery: 'acme', state: 'accepted', reason: null }],
      revenue: '12.50',
      payout: '2.00',
      consent: { email: 'yes', sms: 'no' },
    })
    const whole = (await get(`/v1/leads/${id}`)).body
    const more = [...row.split(' '), 'raw', 'dispatches', 'decision', 'money', 'revisions', 'timeline']
    expect(keys(whole)).toEqual(expect.arrayContaining(more))
    const [dispatch] = whole['dispatches'] as Record<string, unknown>[]
    expect(keys(dispatch)).toEqual(
      expect.arrayContaining(['attempts', 'buyer', 'delivery', 'id', 'price', 'reason', 'reference', 'state']),
    )
    const [attempt] = (dispatch?.['attempts'] ?? []) as Record<string, unknown>[]
    const parts = 'number at durationMs outcome reason rule request response leadRevision'.split(' ')
    expect(keys(attempt)).toEqual(expect.arrayContaining(parts))
    expect(keys(attempt?.['request'])).toEqual(['body', 'headers', 'method', 'url'])
    expect(keys(attempt?.['response'])).toEqual(['body', 'headers', 'status', 'truncated'])
  })

  test('an edit answers the lead, a stale one 409, a value that is refused 422 with its place', async () => {
    const edit = (fields: object, revision: number) =>
      call('PATCH', `/v1/leads/${id}`, { fields, reason: 'by phone', revision })
    expect(await edit({ vehicle_year: 2016 }, 1)).toMatchObject({ status: 200, body: { id, revision: 2 } })
    expect((await edit({ vehicle_year: 2017 }, 1)).status).toBe(409)
    const refused = await edit({ vehicle_year: 'old' }, 2)
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'fields.vehicle_year' }] } })
  })

  test('the summary counts what came in', async () => {
    const { body } = await get('/v1/campaigns/auto-warranty/summary')
    expect(body).toMatchObject({ received: 4, accepted: 2, rejected: 2, processing: 0, errored: 0, quarantined: 0 })
  })

  test('a delivery is tried with values or with a lead', async () => {
    const dry = await call('POST', '/v1/deliveries/acme/test', { leadId: id, send: false })
    expect(dry).toMatchObject({ status: 200, body: { request: { method: 'POST' }, response: null } })
    const sent = await call('POST', '/v1/deliveries/acme/test', { fields: { email: 'try@example.com' } })
    expect(sent).toMatchObject({ status: 200, body: { response: { status: 200 }, rule: 0, outcome: 'accepted' } })
  })
})

describe('people and keys', () => {
  test('a key is shown once and works', async () => {
    const { status, body } = await call('POST', '/v1/keys', { name: 'form', scope: 'ingest', supplier: 'ADC1' })
    expect([status, body['scope'], body['supplier']]).toEqual([201, 'ingest', 'ADC1'])
    const me = await call('GET', '/v1/me', undefined, { authorization: `Bearer ${String(body['key'])}` })
    expect(me).toMatchObject({ status: 200, body: { scope: 'ingest', party: 'ADC1' } })
    expect(JSON.stringify((await get('/v1/keys')).body)).not.toContain(String(body['key']))
    expect((await call('DELETE', `/v1/keys/${String(body['id'])}`)).status).toBe(204)
    const revoked = await call('GET', '/v1/me', undefined, { authorization: `Bearer ${String(body['key'])}` })
    expect(revoked.status).toBe(401)
  })

  test('a person is added, signs in, changes the zone and signs out', async () => {
    const person = { email: 'ann@example.com', password: 'correct horse battery' }
    expect((await call('POST', '/v1/users', { ...person, role: 'operator' })).status).toBe(201)
    const session = await call('POST', '/v1/session', person)
    expect([session.status, session.body['email']]).toEqual([200, 'ann@example.com'])
    const [cookie = ''] = session.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
    const signedIn = { cookie, origin: app.url }
    const changed = await call('PATCH', '/v1/me', { timezone: 'America/New_York', locale: 'en-US' }, signedIn)
    expect(changed).toMatchObject({ status: 200, body: { timezone: 'America/New_York', locale: 'en-US' } })
    expect((await call('GET', '/v1/me', undefined, signedIn)).body).toEqual(changed.body)
    expect((await call('DELETE', '/v1/session', undefined, signedIn)).status).toBe(204)
    expect((await call('GET', '/v1/me', undefined, signedIn)).status).toBe(401)
  })
})

describe('short forms and defaults', () => {
  test('a campaign needs no more than its country and currency', async () => {
    const { status, body } = await put('/v1/campaigns/short', { country: 'GB', currency: 'GBP' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      name: 'short',
      status: 'active',
      timezone: 'UTC',
      fields: [],
      dedupe: [],
      suppression: [],
      filters: [],
      caps: [],
      suppliers: {},
    })
  })

  test('a delivery needs no more than its campaign and a URL', async () => {
    const { status, body } = await put('/v1/deliveries/short', { campaign: 'short', request: { url: buyer.url } })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      name: 'short',
      status: 'draft',
      trigger: 'automatic',
      method: 'http',
      request: { method: 'POST', format: 'json', headers: {}, auth: { kind: 'none' }, timeoutMs: 15_000 },
      answers: [],
      otherwise: 'failed',
      caps: [],
      retry: { delaysSeconds: [5, 30, 120, 600, 1800, 3600, 10_800, 21_600, 43_200], maxAgeHours: 24 },
      onUnknown: 'hold',
      concurrency: 8,
      settle: 'answer',
    })
  })

  test('parts of a delivery may be written short', async () => {
    const answers = [
      { when: { status: 200, text: { contains: 'OK' } }, outcome: 'accepted', reference: 'none' },
      { when: { text: { matches: 'ERR: (.*)' } }, outcome: 'rejected', reason: { regex: 'ERR: (.*)' } },
      { when: { text: { exact: 'DUP*' } }, outcome: 'duplicate', reason: { split: '|', position: 2 } },
      { when: { xml: { path: 'Response/Status', is: 'ok' } }, outcome: 'pending', reference: { xml: 'Response/Id' } },
      { when: { header: { name: 'X-Wait', present: true } }, outcome: 'throttled' },
      { when: { status: [500, 502] }, outcome: 'retryable' },
    ]
    const document = {
      campaign: 'short',
      request: { url: buyer.url, format: 'form', body: { a: 'b' } },
      answers,
      caps: [{ period: 'day', limit: 5 }],
      retry: { delaysSeconds: [1] },
      schedule: { timezone: 'UTC', weekly: { mon: ['09:00-17:30', '18:00-24:00'] } },
      price: { kind: 'rules', rules: [{ when: { field: '@age', op: 'gte', value: 18 }, amount: '1' }] },
    }
    const faulty = await put('/v1/deliveries/short', document)
    expect(faulty).toMatchObject({ status: 422, body: { errors: [{ path: 'price.rules[0].when.field' }] } })
    const { status, body } = await put('/v1/deliveries/short', { ...document, price: { kind: 'answer' } })
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        caps: [{ period: 'day', limit: 5, whenFull: 'next' }],
        retry: { delaysSeconds: [1], maxAgeHours: 24 },
        schedule: { ...document.schedule, outside: 'hold' },
        price: { kind: 'answer' },
      }),
    ])
    expect(body['answers']).toMatchObject([{ when: { status: [200] } }, {}, {}, {}, {}, {}])
  })

  test('routes nest', async () => {
    const nested = { kind: 'broadcast', members: [{ route: { kind: 'priority', members: [{ delivery: 'short' }] } }] }
    const { status, body } = await put('/v1/campaigns/short', { country: 'GB', currency: 'GBP', route: nested })
    expect([status, body['route']]).toEqual([
      200,
      { kind: 'broadcast', members: [{ route: { kind: 'priority', maxSales: 1, members: [{ delivery: 'short' }] } }] },
    ])
  })
})

describe('refusals', () => {
  const problem = ['code', 'detail', 'errors', 'requestId', 'status', 'title', 'type']

  test.each<[number, string, string, unknown]>([
    [400, 'PUT', '/v1/campaigns/odd', { country: 'GB', currency: 'GBP', colour: 'red' }],
    [400, 'PUT', '/v1/deliveries/odd', { campaign: 'short', request: { url: 'https://a.example', verb: 'GET' } }],
    [400, 'PUT', '/v1/picklists/odd', { values: [{ value: 'a', alias: 'b' }] }],
    [400, 'GET', '/v1/campaigns?colour=red', undefined],
    [400, 'GET', '/v1/leads?status=green', undefined],
    [400, 'POST', '/v1/leads', { campaign: 'auto-warranty', colour: 'red', fields: {} }],
    [400, 'PUT', '/v1/suppression/odd', { matches: ['colour'] }],
    [422, 'PUT', '/v1/campaigns/odd', { country: 'GB', currency: 'GBP', suppression: ['ghosts'] }],
    [404, 'GET', '/v1/campaigns/nowhere', undefined],
    [404, 'DELETE', '/v1/buyers/nobody', undefined],
    [404, 'GET', '/v1/leads/999999', undefined],
    [404, 'GET', '/v1/nothing', undefined],
    [409, 'DELETE', '/v1/campaigns/auto-warranty', undefined],
    [409, 'DELETE', '/v1/picklists/makes', undefined],
    [409, 'DELETE', '/v1/suppliers/ADC1', undefined],
    [409, 'DELETE', '/v1/deliveries/acme', undefined],
  ])('%i %s %s is a problem document', async (expected, method, path, body) => {
    const answer = await call(method, path, body)
    expect([answer.status, keys(answer.body)]).toEqual([expected, problem])
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(answer.body).toMatchObject({ status: expected, requestId: expect.any(String) })
    const errors = answer.body['errors'] as Record<string, unknown>[]
    if (expected === 400 || expected === 422) {
      expect(errors.length).toBeGreaterThan(0)
      for (const error of errors) expect(keys(error)).toEqual(['code', 'message', 'path'])
    }
  })

  test('what is unknown is named with its path', async () => {
    const document = {
      ...delivery(buyer.url),
      request: { url: buyer.url, auth: { kind: 'bearer', secret: 'x', user: 'y' } },
    }
    const { body } = await put('/v1/deliveries/odd', {
      ...document,
      answers: [{ when: { satus: 200 }, outcome: 'accepted' }],
    })
    expect((body['errors'] as { path: string }[]).map(({ path }) => path)).toEqual([
      'request.auth.user',
      'answers[0].when.satus',
    ])
  })

  test('documents of another account do not exist', async () => {
    const other = await app.otherAccount()
    const theirs = { authorization: `Bearer ${other.key}` }
    for (const path of [
      '/v1/campaigns/auto-warranty',
      '/v1/deliveries/acme',
      '/v1/picklists/makes',
      '/v1/buyers/ACME',
    ]) {
      expect((await call('GET', path, undefined, theirs)).status, path).toBe(404)
    }
  })

  test('a document that nothing needs is deleted and gone', async () => {
    expect((await call('DELETE', '/v1/mappers/codes')).status).toBe(204)
    expect((await get('/v1/mappers/codes')).status).toBe(404)
  })
})
