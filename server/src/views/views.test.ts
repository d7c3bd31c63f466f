import { afterAll, beforeAll, expect, test } from 'vitest'

import { createUser } from '@switchyard/contract/users/create.ts'
import { putView } from '@switchyard/contract/views/put.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'

type Ask = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Record<string, unknown> }>

const password = 'correct horse battery'
const failed = {
  name: 'Failed today',
  shared: false,
  search: 'date=today&deliveryStatus=fail',
  columns: ['id', 'field.postcode'],
  density: 'compact',
}

let app: TestApp
let ann: Ask
let bob: Ask
let admin: Ask

beforeAll(async () => {
  app = await startTestApp()
  await app.client.call(createUser, { body: { email: 'ann@example.com', password, role: 'operator' } })
  await app.client.call(createUser, { body: { email: 'bob@example.com', password, role: 'viewer' } })
  ann = await signedIn('ann@example.com')
  bob = await signedIn('bob@example.com')
  admin = await signedIn('admin@example.com')
})
afterAll(() => app.close())

async function signedIn(email: string): Promise<Ask> {
  const session = await ask({}, 'POST', '/v1/session', { email, password })
  return async (method, path, body) => {
    const answer = await ask({ cookie: session.headers.get('set-cookie')?.split(';')[0] ?? '' }, method, path, body)
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) }
  }
}

function ask(headers: Record<string, string>, method: string, path: string, body?: unknown): Promise<Response> {
  const withBody = body === undefined ? {} : { body: JSON.stringify(body) }
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  return fetch(`${app.url}${path}`, { method, headers: { ...headers, ...type }, ...withBody })
}

async function names(who: Ask): Promise<unknown[]> {
  const { views } = (await who('GET', '/v1/views')).body
  return Array.isArray(views) ? views.map((view: { name: string }) => view.name) : []
}

test('A view keeps name, search, columns and density, and counts its versions', async () => {
  const first = await ann('PUT', '/v1/views/failed', failed)
  expect(first).toMatchObject({ status: 200, body: { ...failed, owner: 'ann@example.com', mine: true, version: 1 } })
  const second = await ann('PUT', '/v1/views/failed', { name: 'Failed', search: '' })
  expect(second.body).toMatchObject({ name: 'Failed', search: '', columns: null, density: null, version: 2 })
  expect((await ann('GET', '/v1/views/failed')).body).toEqual(second.body)
})

test("A view of one's own is nobody else's business, not even an admin's", async () => {
  await ann('PUT', '/v1/views/private', { ...failed, name: 'Private' })
  expect(await names(ann)).toContain('Private')
  for (const other of [bob, admin]) {
    expect(await names(other)).not.toContain('Private')
    expect(await other('GET', '/v1/views/private')).toMatchObject({ status: 404 })
    expect(await other('DELETE', '/v1/views/private')).toMatchObject({ status: 404 })
    expect(await other('PUT', '/v1/views/private', failed)).toMatchObject({ status: 409, body: { code: 'key_taken' } })
  }
})

test('A shared view is seen by all, and changed by its owner and admins alone', async () => {
  await ann('PUT', '/v1/views/team', { ...failed, name: 'Team', shared: true })
  expect(await names(bob)).toContain('Team')
  expect((await bob('GET', '/v1/views/team')).body).toMatchObject({ mine: false, owner: 'ann@example.com' })
  expect(await bob('DELETE', '/v1/views/team')).toMatchObject({ status: 403 })
  expect(await bob('PUT', '/v1/views/team', failed)).toMatchObject({ status: 409 })
  expect(await admin('PUT', '/v1/views/team', { ...failed, name: 'Mended', shared: true })).toMatchObject({
    body: { name: 'Mended', owner: 'ann@example.com', version: 2 },
  })
  expect(await admin('PUT', '/v1/views/team', { ...failed, shared: false })).toMatchObject({ status: 403 })
  expect((await ann('GET', '/v1/views/team')).body).toMatchObject({ name: 'Mended', shared: true, version: 2 })
  expect(await admin('DELETE', '/v1/views/team')).toMatchObject({ status: 204 })
  expect(await names(ann)).not.toContain('Mended')
})

test('A viewer saves views, but shares none', async () => {
  expect(await bob('PUT', '/v1/views/bobs', failed)).toMatchObject({ status: 200 })
  expect(await bob('PUT', '/v1/views/bobs', { ...failed, shared: true })).toMatchObject({ status: 403 })
})

test('A view made with a key has to be shared, since nobody owns it', async () => {
  const call = (shared: boolean) =>
    app.client.call(putView, { params: { key: 'by-key' }, body: { name: 'By key', search: '', shared } })
  await expect(call(false)).rejects.toMatchObject({ status: 422 })
  expect(await call(true)).toMatchObject({ owner: null, shared: true, mine: true })
  expect(await names(bob)).toContain('By key')
})

test('What is no view is refused, and the place is named', async () => {
  for (const [body, path] of [
    [{ ...failed, name: ' ' }, 'name'],
    [{ ...failed, columns: ['id', 'id'] }, 'columns'],
    [{ ...failed, columns: ['<b>'] }, 'columns[0]'],
    [{ ...failed, search: '?q=1' }, 'search'],
    [{ ...failed, colour: 'red' }, 'colour'],
  ] as const) {
    const refusal = await ann('PUT', '/v1/views/odd', body)
    expect(refusal).toMatchObject({ status: 400, body: { errors: [{ path }] } })
  }
})

test('Another account sees none of them', async () => {
  const other = await app.otherAccount()
  const answer = await ask({ authorization: `Bearer ${other.key}` }, 'GET', '/v1/views')
  expect(await answer.json()).toEqual({ views: [] })
})
