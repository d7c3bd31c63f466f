// Every endpoint of the contract against everybody who must not use it, and what belongs to one account against another.

import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { catalogue } from '@switchyard/contract/catalogue.ts'
import { pathOf } from '@switchyard/contract/client.ts'
import { scopes, type AnyEndpoint, type Scope } from '@switchyard/contract/endpoint.ts'
import { createKey } from '@switchyard/contract/keys/create.ts'
import { createLead } from '@switchyard/contract/leads/create.ts'
import { problem } from '@switchyard/contract/problem.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { addDelivery, deliveryDocument, goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'

let app: TestApp
let other: Awaited<ReturnType<TestApp['otherAccount']>>
const keys = new Map<Scope, string>()
/** Ids of things that exist in the first account, by the endpoint's name before the dot. */
const own: Record<string, string> = {
  campaigns: 'auto-warranty',
  deliveries: 'acme',
  picklists: 'makes',
  mappers: 'codes',
  suppliers: 'ADC1',
  buyers: 'ACME',
  suppression: 'dnc',
}

beforeAll(async () => {
  app = await startTestApp()
  other = await app.otherAccount()
  await setUpAutoWarranty(app.client)
  await addDelivery(app.client, 'acme', deliveryDocument('http://127.0.0.1:9/'))
  await call(endpointNamed('mappers.put'), { key: app.key, id: 'codes' })
  for (const scope of scopes) {
    const supplier = scope === 'ingest' ? { supplier: 'ADC1' } : {}
    const buyer = scope === 'buyer' ? { buyer: 'ACME' } : {}
    const made = await app.client.call(createKey, { body: { name: scope, scope, ...supplier, ...buyer } })
    keys.set(scope, made.key)
  }
  const body = { campaign: 'auto-warranty', supplier: 'ADC1', fields: goodLead({ email: 'mine@example.com' }) }
  own['leads'] = (await app.client.call(createLead, { body })).id
  own['keys'] = (await app.client.call(createKey, { body: { scope: 'read' } })).id
})
afterAll(() => app.close())

function endpointNamed(name: string): AnyEndpoint {
  const found = catalogue.find((endpoint) => endpoint.name === name)
  if (!found) throw new Error(`No endpoint is called ${name}`)
  return found
}

function call(endpoint: AnyEndpoint, caller: { key: string | null; id?: string; body?: unknown }): Promise<Response> {
  const noun = endpoint.name.split('.')[0] ?? ''
  const id = caller.id ?? own[noun] ?? '1'
  const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const body = 'body' in caller ? caller.body : endpoint.example
  return fetch(app.url + pathOf(endpoint, Object.fromEntries(names.map((name) => [name, id]))), {
    method: endpoint.method,
    headers: {
      ...(caller.key === null ? {} : { authorization: `Bearer ${caller.key}` }),
      ...(endpoint.body ? { 'content-type': 'application/json' } : {}),
    },
    body: endpoint.body ? JSON.stringify(body) : null,
  })
}

async function told(response: Response) {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  return problem.parse(await response.json())
}

const guarded = catalogue.filter((endpoint) => endpoint.scopes !== 'public')
const refusedPairs = guarded.flatMap((endpoint) =>
  scopes.filter((scope) => !endpoint.scopes.includes(scope)).map((scope) => [endpoint.name, scope] as const),
)
const withId = guarded.filter((endpoint) => endpoint.path.includes('{'))

describe('every endpoint', () => {
  test('is served', async () => {
    for (const endpoint of catalogue) {
      const response = await call(endpoint, { key: null })
      expect(response.status, endpoint.name).not.toBe(404)
      await response.body?.cancel()
    }
  })

  test.each(guarded.map(({ name }) => name))('%s refuses who has no key', async (name) => {
    const response = await call(endpointNamed(name), { key: null })
    expect(response.status).toBe(401)
    expect(await told(response)).toMatchObject({ status: 401, code: 'unauthorised' })
  })

  test.each(guarded.map(({ name }) => name))('%s refuses a key that nobody made', async (name) => {
    const response = await call(endpointNamed(name), { key: `sy_${randomUUID()}` })
    expect(response.status).toBe(401)
    await told(response)
  })

  test.each(refusedPairs)('%s refuses the scope %s', async (name, scope) => {
    const response = await call(endpointNamed(name), { key: keys.get(scope) ?? '' })
    expect(response.status).toBe(403)
    expect(await told(response)).toMatchObject({ status: 403, code: 'forbidden' })
  })
})

describe("another account's key", () => {
  const reaching = withId.filter(({ name }) => !name.endsWith('.put'))
  test.each(reaching.map(({ name }) => name))('%s does not find what is not its own', async (name) => {
    const response = await call(endpointNamed(name), { key: other.key })
    expect(response.status).toBe(404)
    const text = JSON.stringify(await told(response))
    expect(text).not.toContain('mine@example.com')
  })

  test.each(guarded.filter(({ name }) => name.endsWith('.list')).map(({ name }) => name))(
    '%s lists nothing of the first account',
    async (name) => {
      const response = await call(endpointNamed(name), { key: other.key })
      expect(response.status).toBe(200)
      const text = await response.text()
      for (const word of [
        'mine@example.com',
        'auto-warranty',
        'admin@example.com',
        '"ACME"',
        '"ADC1"',
        '"makes"',
        '"dnc"',
      ]) {
        expect(text).not.toContain(word)
      }
    },
  )

  test('a document written under the same key is its own, and the first stays as it was', async () => {
    const put = endpointNamed('picklists.put')
    const show = endpointNamed('picklists.show')
    const before = await (await call(show, { key: app.key })).text()
    const written = await call(put, { key: other.key, body: { values: [{ value: 'Theirs' }] } })
    expect(await written.json()).toMatchObject({ version: 1 })
    expect(await (await call(show, { key: app.key })).text()).toBe(before)
  })

  test('a lead cannot be sent into the first account', async () => {
    const response = await call(endpointNamed('leads.create'), { key: other.key })
    expect(response.status).toBe(404)
  })
})

describe('a buyer key', () => {
  test('sees itself and nothing else', async () => {
    const key = keys.get('buyer') ?? ''
    expect((await call(endpointNamed('me.show'), { key })).status).toBe(200)
    expect((await call(endpointNamed('leads.list'), { key })).status).toBe(403)
  })
})
