// What a document may not do on an instance as it comes: reach into private networks, or be larger than the documented limits.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { putDelivery } from '@switchyard/contract/deliveries/put.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { ProblemError } from '@switchyard/contract/problem.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ allowHosts: '' })
  await putAuto({})
})
afterAll(() => app.close())

const putAuto = (part: object) =>
  app.client.call(putCampaign, { params: { reference: 'auto' }, body: { country: 'GB', currency: 'GBP', ...part } })
const putOne = (part: object) =>
  app.client.call(putDelivery, {
    params: { key: 'one' },
    body: { campaign: 'auto', request: { url: 'https://buyer.example' }, ...part },
  })

async function refusal(call: Promise<unknown>): Promise<ProblemError> {
  const error = await call.then(
    () => new Error('It was not refused'),
    (thrown: unknown) => thrown,
  )
  if (error instanceof ProblemError) return error
  throw error
}

describe('addresses that are not public are refused when they are written', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://localhost:8080/',
    'http://crm.localhost./',
    'http://0.0.0.0/',
    'http://10.0.0.8/leads?id={{ lead.id }}',
    'http://172.16.4.4/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    // Where clouds keep a machine's credentials.
    'http://169.254.169.254/latest/meta-data/',
    'http://169.254.170.2/v2/credentials',
    'http://100.100.100.200/latest/meta-data/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://[::1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::ffff:a00:1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[fe80::1]/',
  ])('%s', async (url) => {
    const problem = await refusal(putOne({ request: { url } }))
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'request.url', code: 'url_refused' }] })
    expect(problem.message).toContain('SWITCHYARD_ALLOW_HOSTS')
  })

  test('also where a token comes from', async () => {
    const oauth2 = { kind: 'oauth2', tokenUrl: 'http://169.254.169.254/token', clientId: 'a', secret: 'b' }
    const token = { kind: 'token', request: { url: 'http://[::1]/' }, captures: { t: { json: 't' } } }
    const paths = async (auth: object) =>
      (await refusal(putOne({ request: { url: 'https://buyer.example', auth } }))).errors.map(({ path }) => path)
    expect(await paths(oauth2)).toEqual(['request.auth.tokenUrl'])
    expect(await paths(token)).toEqual(['request.auth.request.url'])
  })

  test('and what is no address at all', async () => {
    for (const url of [
      'file:///etc/passwd',
      'ftp://buyer.example/',
      'https://ann:pw@buyer.example/',
      'https://{{ email }}/',
    ]) {
      const { errors } = await refusal(putOne({ request: { url } }))
      expect(
        errors.map(({ path }) => path),
        url,
      ).toEqual(['request.url'])
    }
  })
})

describe('limits are told with their number', () => {
  const many = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index))
  const about = (index: number) => ({ field: '@source', op: 'isNot', value: `s${index}` })
  const first = async (call: Promise<unknown>) => {
    const { status, errors } = await refusal(call)
    return { status, path: errors[0]?.path, message: errors[0]?.message }
  }

  test.each<[string, object, string, string]>([
    ['fields', { fields: many(501, (index) => ({ key: `f${index}`, type: 'text' })) }, 'fields', '500'],
    ['filters', { filters: many(201, () => ({ action: 'reject', when: about(1) })) }, 'filters', '200'],
    ['tests in a rule', { filters: [{ action: 'reject', when: { all: many(201, about) } }] }, 'filters[0].when', '200'],
    ['duplicate rules', { dedupe: many(21, () => ({ fields: ['a'], days: 1 })) }, 'dedupe', '20'],
    ['caps', { caps: many(201, () => ({ period: 'day', limit: 1 })) }, 'caps', '200'],
    ['suppliers', { suppliers: Object.fromEntries(many(5001, (index) => [`S${index}`, {}])) }, 'suppliers', '5,000'],
    [
      'allowed values',
      { fields: [{ key: 'a', type: 'text', allowed: many(5001, String) }] },
      'fields[0].allowed',
      '5,000',
    ],
    ['characters of a template', { summary: 'x'.repeat(65_537) }, 'summary', '65,536'],
  ])('%s of a campaign', async (_, part, path, limit) => {
    const { status, path: found, message } = await first(putAuto(part))
    expect([400, 422]).toContain(status)
    expect([found, message]).toEqual([path, expect.stringMatching(new RegExp(`at most ${limit}\\b`, 'i'))])
  })

  test.each<[string, object, string, string]>([
    ['answers', { answers: many(201, () => ({ when: {}, outcome: 'accepted' })) }, 'answers', '200'],
    [
      'prices',
      { price: { kind: 'rules', rules: many(201, () => ({ when: about(1), amount: '1' })) } },
      'price.rules',
      '200',
    ],
    ['retries', { retry: { delaysSeconds: many(51, () => 1) } }, 'retry.delaysSeconds', '50'],
    [
      'milliseconds of a call',
      { request: { url: 'https://buyer.example', timeoutMs: 60_001 } },
      'request.timeoutMs',
      '60,000',
    ],
    ['requests at a time', { concurrency: 257 }, 'concurrency', '256'],
    [
      'headers',
      { request: { url: 'https://buyer.example', headers: Object.fromEntries(many(101, (i) => [`X-${i}`, 'a'])) } },
      'request.headers',
      '100',
    ],
  ])('%s of a delivery', async (_, part, path, limit) => {
    const { path: found, message } = await first(putOne(part))
    expect([found, message]).toEqual([path, expect.stringMatching(new RegExp(`at most ${limit}\\b`, 'i'))])
  })

  test('values of a picklist and pairs of a mapper', async () => {
    const values = many(20_001, (index) => ({ value: `v${index}` }))
    const list = await first(app.client.call(putPicklist, { params: { key: 'big' }, body: { values } }))
    expect(list).toMatchObject({ status: 400, path: 'values', message: expect.stringContaining('At most 20,000') })
    const pairs = Object.fromEntries(many(20_001, (index) => [`v${index}`, 'x']))
    const mapper = await first(app.client.call(putMapper, { params: { key: 'big' }, body: { pairs } }))
    expect(mapper).toMatchObject({ status: 400, path: 'pairs', message: expect.stringContaining('At most 20,000') })
    const most = { values: values.slice(0, 20_000) }
    expect((await app.client.call(putPicklist, { params: { key: 'big' }, body: most })).values).toHaveLength(20_000)
  })

  test('a document that is larger than the body may be', async () => {
    const body = {
      values: many(6000, (index) => ({
        value: `v${index}`,
        label: 'x'.repeat(490),
        synonyms: ['y'.repeat(480) + index],
      })),
    }
    const problem = await refusal(app.client.call(putPicklist, { params: { key: 'huge' }, body }))
    expect(problem).toMatchObject({ status: 413, code: 'too_large' })
  })

  test('deliveries of a campaign', async () => {
    const doc = JSON.stringify({
      campaign: 'auto',
      name: '',
      status: 'draft',
      request: { url: 'https://buyer.example' },
    })
    await app.db.engine`
      INSERT INTO setup (account_id, kind, key, version, doc, updated_by)
      SELECT ${app.accountId}, 'delivery', 'd' || n, 1, ${doc}::text::jsonb, 'test' FROM generate_series(1, 500) n`
    expect(await first(putOne({}))).toMatchObject({
      status: 422,
      path: 'campaign',
      message: 'A campaign has at most 500 deliveries.',
    })
  })
})
