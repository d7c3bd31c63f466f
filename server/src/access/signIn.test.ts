// Signing in, the cookie, other people's pages, keys that come and go.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createClient } from '@switchyard/contract/client.ts'
import { createKey } from '@switchyard/contract/keys/create.ts'
import { listKeys } from '@switchyard/contract/keys/list.ts'
import { revokeKey } from '@switchyard/contract/keys/revoke.ts'
import { showMe } from '@switchyard/contract/me/show.ts'
import { createUser } from '@switchyard/contract/users/create.ts'
import { listUsers } from '@switchyard/contract/users/list.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const password = 'correct horse battery'

function signIn(email: string, given: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${app.url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email, password: given }),
  })
}

function cookieOf(response: Response): string {
  const [cookie = ''] = response.headers.getSetCookie()
  return cookie.split(';')[0] ?? ''
}

function asPerson(
  cookie: string,
  path: string,
  init: { method?: string; body?: string; headers?: Record<string, string> } = {},
) {
  return fetch(app.url + path, { ...init, headers: { cookie, 'content-type': 'application/json', ...init.headers } })
}

describe('signing in', () => {
  test('sets a cookie that scripts cannot read, and says who one is', async () => {
    const response = await signIn('Admin@Example.com', password)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      email: 'admin@example.com',
      role: 'admin',
      scope: 'admin',
      keyId: null,
    })
    const [cookie = ''] = response.headers.getSetCookie()
    expect(cookie).toMatch(/^switchyard_session=[\w-]{40,};/)
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part)
    expect(cookie).not.toContain('Secure')
  })

  test('behind https the cookie stays on https', async () => {
    const response = await signIn('admin@example.com', password, { 'x-forwarded-proto': 'https' })
    expect(response.headers.getSetCookie()[0]).toContain('Secure')
  })

  test('makes a new session each time and keeps only its hash', async () => {
    const first = cookieOf(await signIn('admin@example.com', password))
    expect(cookieOf(await signIn('admin@example.com', password))).not.toBe(first)
    const token = first.split('=')[1] ?? ''
    const rows = await app.db.engine<{ found: boolean }[]>`
      SELECT position(convert_to(${token}, 'UTF8') in token_hash) > 0 AS found FROM sessions`
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every((row) => !row.found)).toBe(true)
  })

  test('a wrong password and an unknown person get the same answer', async () => {
    const wrong = await signIn('admin@example.com', 'wrong password')
    const unknown = await signIn('nobody@example.com', 'wrong password')
    expect(wrong.status).toBe(401)
    const { requestId: _a, ...first } = (await wrong.json()) as Record<string, unknown>
    const { requestId: _b, ...second } = (await unknown.json()) as Record<string, unknown>
    expect(first).toEqual(second)
    expect(wrong.headers.getSetCookie()).toEqual([])
  })

  test('is slowed down after many wrong passwords, for that person', async () => {
    const answers = []
    for (let attempt = 0; attempt < 25; attempt += 1)
      answers.push(await signIn('guessed@example.com', `guess ${attempt}`))
    const last = answers.at(-1)
    expect(last?.status).toBe(429)
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('a session', () => {
  test('ends on the server when one signs out', async () => {
    const cookie = cookieOf(await signIn('admin@example.com', password))
    expect((await asPerson(cookie, '/v1/me')).status).toBe(200)
    const out = await asPerson(cookie, '/v1/session', { method: 'DELETE' })
    expect(out.status).toBe(204)
    expect((await asPerson(cookie, '/v1/me')).status).toBe(401)
  })

  test('of a viewer reads and does not write', async () => {
    await app.client.call(createUser, { body: { email: 'viewer@example.com', role: 'viewer', password } })
    const cookie = cookieOf(await signIn('viewer@example.com', password))
    expect((await asPerson(cookie, '/v1/leads')).status).toBe(200)
    const put = await asPerson(cookie, '/v1/picklists/x', { method: 'PUT', body: '{}' })
    expect(put.status).toBe(403)
    expect((await asPerson(cookie, '/v1/users')).status).toBe(403)
  })

  test('ends when the person is disabled', async () => {
    const { id } = await app.client.call(createUser, { body: { email: 'gone@example.com', password } })
    const cookie = cookieOf(await signIn('gone@example.com', password))
    await app.db.engine`UPDATE users SET disabled_at = now() WHERE account_id = ${app.accountId} AND id = ${id}`
    expect((await asPerson(cookie, '/v1/me')).status).toBe(401)
    expect((await signIn('gone@example.com', password)).status).toBe(401)
  })

  test('keeps the zone that the person chose', async () => {
    const cookie = cookieOf(await signIn('admin@example.com', password))
    const patch = (body: object) => asPerson(cookie, '/v1/me', { method: 'PATCH', body: JSON.stringify(body) })
    expect(await (await patch({ timezone: 'Europe/Berlin' })).json()).toMatchObject({ timezone: 'Europe/Berlin' })
    expect(await (await patch({ locale: 'de-DE' })).json()).toMatchObject({
      timezone: 'Europe/Berlin',
      locale: 'de-DE',
    })
    expect((await patch({ timezone: 'Mars/Olympus' })).status).toBe(400)
    expect((await patch({ role: 'admin' })).status).toBe(400)
  })
})

describe("another site's page", () => {
  const foreign: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ]
  test.each(foreign)('cannot write with the cookie: %j', async (headers) => {
    const cookie = cookieOf(await signIn('admin@example.com', password))
    const response = await asPerson(cookie, '/v1/picklists/csrf', { method: 'PUT', body: '{}', headers })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'foreign_origin' })
  })

  test('cannot sign somebody in', async () => {
    expect((await signIn('admin@example.com', password, { origin: 'https://evil.example' })).status).toBe(403)
  })

  test('our own page can write', async () => {
    const cookie = cookieOf(await signIn('admin@example.com', password))
    const headers = { origin: app.url, 'sec-fetch-site': 'same-origin' }
    expect((await asPerson(cookie, '/v1/picklists/own', { method: 'PUT', body: '{}', headers })).status).toBe(200)
  })

  test('a key is not bound to a page', async () => {
    const headers = {
      authorization: `Bearer ${app.key}`,
      'content-type': 'application/json',
      origin: 'https://evil.example',
    }
    const response = await fetch(`${app.url}/v1/picklists/keyed`, { method: 'PUT', body: '{}', headers })
    expect(response.status).toBe(200)
  })
})

describe('API keys', () => {
  const clientOf = (key: string) => createClient({ baseUrl: app.url, key })

  test('are shown once and kept as a hash', async () => {
    const made = await app.client.call(createKey, { body: { name: 'Once', scope: 'read' } })
    expect(made.key).toMatch(/^sy_/)
    expect(made.key.endsWith(made.last4)).toBe(true)
    const { keys } = await app.client.call(listKeys, {})
    expect(JSON.stringify(keys)).not.toContain(made.key)
    expect(keys[0]).toMatchObject({ id: made.id, name: 'Once', scope: 'read', revokedAt: null })
  })

  test('two are valid during rotation, and the old one ends at its time', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    const old = await app.client.call(createKey, { body: { name: 'Old', scope: 'read', expiresAt } })
    const fresh = await app.client.call(createKey, { body: { name: 'New', scope: 'read' } })
    expect((await clientOf(old.key).call(showMe, {})).keyId).toBe(old.id)
    expect((await clientOf(fresh.key).call(showMe, {})).keyId).toBe(fresh.id)
    const past = await app.client.call(createKey, {
      body: { name: 'Past', scope: 'read', expiresAt: '2020-01-01T00:00:00Z' },
    })
    await expect(clientOf(past.key).call(showMe, {})).rejects.toMatchObject({ status: 401 })
  })

  test('a revoked one is refused at once, also when it was just used', async () => {
    const made = await app.client.call(createKey, { body: { name: 'Revoked', scope: 'read' } })
    await clientOf(made.key).call(showMe, {})
    await app.client.call(revokeKey, { params: { id: made.id } })
    await expect(clientOf(made.key).call(showMe, {})).rejects.toMatchObject({ status: 401 })
    await app.client.call(revokeKey, { params: { id: made.id } })
  })

  test('an ingest key needs a supplier, and others have none', async () => {
    const make = (body: object) => app.client.call(createKey, { body: body as { scope: 'read' } })
    await expect(make({ scope: 'ingest' })).rejects.toMatchObject({ status: 400, errors: [{ path: 'supplier' }] })
    await expect(make({ scope: 'read', supplier: 'ADC1' })).rejects.toMatchObject({ errors: [{ path: 'supplier' }] })
    expect(await make({ scope: 'ingest', supplier: 'ADC1' })).toMatchObject({ supplier: 'ADC1', buyer: null })
  })

  test('a key in the query string is no key', async () => {
    expect((await fetch(`${app.url}/v1/me?key=${app.key}`)).status).toBe(401)
  })
})

describe('people', () => {
  test('an address can be used once in an account, and no password is ever shown', async () => {
    const body = { email: 'Twice@Example.com', password }
    await app.client.call(createUser, { body })
    await expect(app.client.call(createUser, { body })).rejects.toMatchObject({ status: 409, code: 'email_taken' })
    const { users } = await app.client.call(listUsers, {})
    expect(users.map(({ email }) => email)).toContain('twice@example.com')
    expect(JSON.stringify(users)).not.toContain('argon2')
  })

  test('what changes is in the audit log without secrets', async () => {
    const rows = await app.db.engine<{ action: string; text: string }[]>`
      SELECT action, coalesce(before::text, '') || coalesce(after::text, '') AS text FROM audit WHERE account_id = ${app.accountId}`
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['key.create', 'key.revoke', 'user.create']),
    )
    for (const { text } of rows) expect(text).not.toMatch(/argon2|correct horse/)
  })
})
