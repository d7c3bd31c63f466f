// Input that is wrong in every way that arrives in practice: refused with the place, never a crash, never a half-stored thing.

import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { problem } from '@switchyard/contract/problem.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await setUpAutoWarranty(app.client)
})
afterAll(() => app.close())

function send(body: string | Buffer, more: { path?: string; method?: string; type?: string } = {}) {
  return fetch(app.url + (more.path ?? '/v1/leads'), {
    method: more.method ?? 'POST',
    headers: { authorization: `Bearer ${app.key}`, 'content-type': more.type ?? 'application/json' },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
}

async function refusal(response: Response) {
  const told = problem.parse(await response.json())
  expect(told.status).toBe(response.status)
  return told
}

const lead = (fields: string) => `{"campaign":"auto-warranty","supplier":"ADC1","fields":${fields}}`
const paths = (told: { errors: readonly { path: string }[] }) => told.errors.map(({ path }) => path)

describe.each([
  ['a lead', '/v1/leads', 'POST', (fields: string) => lead(fields), 'fields.email'],
  ['a set-up document', '/v1/mappers/odd', 'PUT', (fields: string) => `{"pairs":${fields}}`, 'pairs.email'],
] as const)('%s', (_, path, method, wrap, place) => {
  const put = (fields: string) => send(wrap(fields), { path, method })

  test.each([
    ['NUL', String.raw`{"email":"a\u0000b"}`],
    ['half a surrogate pair', String.raw`{"email":"a\ud800b"}`],
  ])('with %s is refused and the place is named', async (_name, fields) => {
    const told = await refusal(await put(fields))
    expect(told.status).toBe(400)
    expect(paths(told)).toEqual([place])
  })

  test.each(['{"__proto__":{"admin":true}}', String.raw`{"\u005f_proto__":{"admin":true}}`])(
    'with a prototype key is refused: %s',
    async (fields) => {
      expect((await refusal(await put(fields))).status).toBe(400)
      expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
    },
  )

  test('that is nested 10,000 levels deep is refused', async () => {
    const told = await refusal(await put(`{"email":${'['.repeat(10_000)}${']'.repeat(10_000)}}`))
    expect(told).toMatchObject({ status: 400, code: 'too_deep' })
  })

  test('with a number beyond all range is refused', async () => {
    expect((await refusal(await put('{"email":1e400}'))).status).toBe(400)
  })

  test('that is cut off says where', async () => {
    const told = await refusal(await put('{"email":"a"'))
    expect(told).toMatchObject({ status: 400, code: 'invalid_json' })
    expect(told.detail).toMatch(/\d/)
  })

  test('that is not UTF-8 is refused', async () => {
    const body = Buffer.concat([Buffer.from('{"campaign":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])
    expect((await refusal(await send(body, { path, method }))).status).toBe(400)
  })

  test('of another media type is refused with the right one named', async () => {
    const told = await refusal(await send(wrap('{}'), { path, method, type: 'text/plain' }))
    expect(told).toMatchObject({ status: 415, code: 'unsupported_media_type' })
    expect(told.detail).toContain('application/json')
  })

  test('without a body is refused', async () => {
    expect((await refusal(await send('', { path, method }))).status).toBe(400)
  })
})

describe('sizes', () => {
  test('a lead above 256 KB is refused, and a batch above 5 MB', async () => {
    const large = lead(`{"email":"${'a'.repeat(300 * 1024)}"}`)
    expect((await refusal(await send(large))).status).toBe(413)
    const huge = `{"leads":[${lead(`{"email":"${'a'.repeat(6 * 1024 * 1024)}"}`)}]}`
    expect((await refusal(await send(huge, { path: '/v1/leads/batch' }))).status).toBe(413)
  })

  test('a batch of 300 KB is taken', async () => {
    const one = lead(`{"email":"a@example.com","note":"${'a'.repeat(3000)}"}`)
    const response = await send(`{"leads":[${Array.from({ length: 100 }, () => one).join(',')}]}`, {
      path: '/v1/leads/batch',
    })
    expect(response.status).toBe(200)
  })
})

describe('addresses', () => {
  test('what is not there is a problem document too', async () => {
    const response = await fetch(`${app.url}/v1/nothing`, { headers: { accept: 'text/html' } })
    expect(await refusal(response)).toMatchObject({ status: 404, code: 'not_found' })
  })

  test.each(['/v1/leads/abc', '/v1/leads/99999999999999999999', "/v1/leads/1'%20OR%201=1"])(
    '%s is 404',
    async (path) => {
      const response = await fetch(app.url + path, { headers: { authorization: `Bearer ${app.key}` } })
      expect((await refusal(response)).status).toBe(404)
    },
  )

  test.each([
    ['limit=0', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['colour=red', 'colour'],
    ['status=acepted', 'status'],
    ['cursor=%00', 'cursor'],
    ['cursor=bm90IG91cnM', 'cursor'],
    ['from=tomorrow', 'from'],
  ])('the parameter %s is refused by name', async (query, path) => {
    const response = await fetch(`${app.url}/v1/leads?${query}`, { headers: { authorization: `Bearer ${app.key}` } })
    const told = await refusal(response)
    expect(told.status).toBe(400)
    expect(paths(told)).toEqual([path])
  })

  test('a search that looks like SQL finds nothing and breaks nothing', async () => {
    const query = new URLSearchParams({ q: "'; DROP TABLE leads; --", "field.a'b": '~%_\\' })
    const response = await fetch(`${app.url}/v1/leads?${query.toString()}`, {
      headers: { authorization: `Bearer ${app.key}` },
    })
    expect(await response.json()).toMatchObject({ leads: expect.any(Array) })
  })
})

describe('every answer', () => {
  test.each(['/v1/me', '/docs/api', '/healthz', '/v1/nothing'])('of %s carries the security headers', async (path) => {
    const { headers } = await fetch(app.url + path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('content-security-policy')).not.toContain("script-src 'unsafe")
    expect(headers.get('referrer-policy')).not.toBeNull()
  })
})

describe('callers that do not finish', () => {
  test('a request whose head never ends is cut off within ten seconds', async () => {
    const { hostname, port } = new URL(app.url)
    const socket = connect(Number(port), hostname)
    const began = performance.now()
    socket.write('POST /v1/leads HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    const answer = await text(socket)
    expect(answer).toContain('408')
    expect(performance.now() - began).toBeLessThan(12_000)
  }, 30_000)
})
