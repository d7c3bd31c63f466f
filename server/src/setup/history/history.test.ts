// Earlier versions of set-up documents over HTTP: who changed what, and the way back.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { createClient } from '@switchyard/contract/client.ts'
import { putDelivery } from '@switchyard/contract/deliveries/put.ts'
import { createKey } from '@switchyard/contract/keys/create.ts'
import { deleteMapper } from '@switchyard/contract/mappers/delete.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { deletePicklist } from '@switchyard/contract/picklists/delete.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { showPicklist } from '@switchyard/contract/picklists/show.ts'
import { ProblemError } from '@switchyard/contract/problem.ts'
import { historyOf } from '@switchyard/contract/setup/history/list.ts'
import { restoreOf } from '@switchyard/contract/setup/history/restore.ts'
import { versionOf } from '@switchyard/contract/setup/history/show.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, deliveryDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
  await setUpAutoWarranty(app.client)
})
afterAll(() => app.close())

async function refusal(call: Promise<unknown>): Promise<ProblemError> {
  const error = await call.then(
    () => new Error('It was not refused'),
    (thrown: unknown) => thrown,
  )
  if (error instanceof ProblemError) return error
  throw error
}

const putList = (key: string, ...values: readonly string[]) =>
  app.client.call(putPicklist, { params: { key }, body: { name: 'Fuels', values: values.map((value) => ({ value })) } })
const listHistory = async (key: string, query: { limit?: number; cursor?: string } = {}) =>
  app.client.call(historyOf.picklist, { params: { key }, query })
const restoreList = (key: string, version: string, reason?: string) =>
  app.client.call(restoreOf.picklist, { params: { key, version }, body: reason === undefined ? {} : { reason } })

describe('the history of a document', () => {
  test('tells each version with who wrote it and what is different, newest first, page by page', async () => {
    await putList('fuels', 'Petrol')
    await putList('fuels', 'Petrol', 'Diesel')
    await putList('fuels', 'Diesel', 'Gas')
    const { versions, nextCursor } = await listHistory('fuels', { limit: 2 })
    expect(versions).toMatchObject([
      { version: 3, kind: 'changed', newest: true, changeCount: 2, actor: expect.stringContaining('key') },
      {
        version: 2,
        kind: 'changed',
        newest: false,
        changes: [{ path: 'values.Diesel', words: "values: 'Diesel' added" }],
      },
    ])
    expect(versions[0]?.changes.map(({ words }) => words)).toEqual(["values: 'Gas' added", "values: 'Petrol' removed"])
    const rest = await listHistory('fuels', { limit: 2, cursor: nextCursor ?? '' })
    expect(rest).toMatchObject({ versions: [{ version: 1, kind: 'created', changes: [] }], nextCursor: null })
  })

  test('brings an earlier version back as a new one, with the reason', async () => {
    await putList('gears', 'Manual', 'Automatic')
    await putList('gears', 'Manual')
    const seen = await app.client.call(versionOf.picklist, { params: { key: 'gears', version: '1' } })
    expect(seen).toMatchObject({
      document: { name: 'Fuels', values: [{ value: 'Manual' }, { value: 'Automatic' }] },
      restoring: { changes: [{ words: "values: 'Automatic' added" }] },
    })
    const restored = await restoreList('gears', '1', 'Taken out by mistake')
    expect(restored).toMatchObject({ version: 3, values: [{ value: 'Manual' }, { value: 'Automatic' }] })
    expect((await listHistory('gears')).versions[0]).toMatchObject({
      kind: 'restored',
      restoredFrom: 1,
      note: 'Taken out by mistake',
      changeCount: 1,
    })
    const [entry] = await app.db
      .engine`SELECT a.action FROM audit a WHERE a.object = 'picklist gears' ORDER BY a.id DESC LIMIT 1`
    expect(entry).toEqual({ action: 'picklist.restore' })
  })

  test('brings a deleted document back', async () => {
    await putList('seats', 'Two', 'Four')
    await app.client.call(deletePicklist, { params: { key: 'seats' } })
    expect((await listHistory('seats')).versions.map(({ kind }) => kind)).toEqual(['deleted', 'created'])
    expect(await refusal(restoreList('seats', '2'))).toMatchObject({ status: 422, code: 'deleted' })
    await restoreList('seats', '1')
    expect((await app.client.call(showPicklist, { params: { key: 'seats' } })).version).toBe(3)
  })

  test('is checked against the set-up of today', async () => {
    await putList('doors', 'Two')
    await putList('doors', 'Two', 'Four')
    const fields = [{ key: 'doors', type: 'picklist', picklist: 'doors', disallowed: ['Four'] }] as const
    await app.client.call(putCampaign, {
      params: { reference: 'doors' },
      body: { ...campaignDocument, dedupe: [], summary: '', fields },
    })
    const problem = await refusal(restoreList('doors', '1'))
    expect(problem).toMatchObject({ status: 422, code: 'invalid_setup' })
    expect(problem.errors[0]?.message).toContain('Campaign doors would no longer work')

    await app.client.call(putMapper, { params: { key: 'doorCodes' }, body: { picklist: 'doors', pairs: { Two: '2' } } })
    await app.client.call(putMapper, { params: { key: 'doorCodes' }, body: { pairs: { Two: 'two' } } })
    await app.client.call(deleteMapper, { params: { key: 'doorCodes' } })
    const back = { params: { key: 'doorCodes', version: '1' }, body: {} }
    expect((await app.client.call(restoreOf.mapper, back)).pairs).toEqual({ Two: '2' })
  })

  test('refuses by version, an unknown one, and one of another account', async () => {
    await putList('tyres', 'Summer')
    await putList('tyres', 'Winter')
    const stale = { headers: { 'if-match': '"1"' } }
    const call = { params: { key: 'tyres', version: '1' }, body: {} }
    expect(await refusal(app.client.call(restoreOf.picklist, call, stale))).toMatchObject({
      status: 409,
      code: 'version_conflict',
    })
    for (const version of ['9', 'x', '0'])
      expect(await refusal(restoreList('tyres', version))).toMatchObject({ status: 404 })
    const other = await app.otherAccount()
    const stranger = { params: { key: 'tyres' } }
    expect(await refusal(other.client.call(historyOf.picklist, stranger))).toMatchObject({ status: 404 })
  })

  test('says of a secret that it is another one, and never which', async () => {
    const secret = (word: string) => {
      const document = deliveryDocument('https://buyer.example/leads')
      return { ...document, request: { ...document.request, auth: { kind: 'bearer' as const, secret: word } } }
    }
    const put = (word: string, name: string) =>
      app.client.call(putDelivery, { params: { key: 'secretive' }, body: { ...secret(word), name } })
    await put('first-secret', 'A')
    await put('first-secret', 'B')
    await put('second-secret', 'B')
    const params = { key: 'secretive' }
    const { versions } = await app.client.call(historyOf.delivery, { params })
    expect(versions.map(({ changes }) => changes.map(({ path }) => path))).toEqual([
      ['request.auth.secret'],
      ['name'],
      [],
    ])
    const shown = await app.client.call(versionOf.delivery, { params: { ...params, version: '1' } })
    expect(JSON.stringify([versions, shown])).not.toMatch(/first-secret|second-secret|sealed/)
    expect(shown.document).toMatchObject({ request: { auth: { secret: '••••' } } })

    await app.client.call(restoreOf.delivery, { params: { ...params, version: '1' }, body: {} })
    const live = await app.context.live.account(app.accountId)
    expect(live.deliveries.get('secretive')?.doc.request).toMatchObject({ auth: { secret: 'first-secret' } })
  })
})

describe('a locked picklist', () => {
  test('takes synonyms and no values, and only an admin unlocks it', async () => {
    const params = { key: 'kinds' }
    const put = (body: object, client = app.client) =>
      client.call(putPicklist, { params, body: { name: 'Kinds', ...body } })
    const values = [{ value: 'Van' }, { value: 'Estate' }]
    await put({ values, locked: true, lockReason: 'kept by the portal' })
    const made = await app.client.call(createKey, { body: { name: 'op', scope: 'operate' } })
    const operator = createClient({ baseUrl: app.url, key: made.key })

    const more = await refusal(put({ values: [...values, { value: 'Vans' }] }, operator))
    expect(more).toMatchObject({ status: 422, errors: [{ path: 'values[2].value', code: 'locked' }] })
    expect(more.errors[0]?.message).toContain("kept by the portal): it does not take 'Vans'. Make it a synonym")
    expect(await refusal(put({ values: [{ value: 'Van' }] }))).toMatchObject({
      errors: [{ path: 'values', code: 'locked' }],
    })
    const kept = await put({ values: [{ value: 'Van', synonyms: ['Vans'] }, { value: 'Estate' }] }, operator)
    expect(kept).toMatchObject({ locked: true, lockReason: 'kept by the portal' })
    expect(await restoreList('kinds', '1')).toMatchObject({ locked: true, values: [{ synonyms: [] }, {}] })

    expect(await refusal(put({ values, locked: false }, operator))).toMatchObject({
      errors: [{ path: 'locked', code: 'admin_only' }],
    })
    expect(await refusal(app.client.call(deletePicklist, { params }))).toMatchObject({ status: 409, code: 'locked' })
    expect(await put({ values: [...values, { value: 'Coupé' }], locked: false })).toMatchObject({ locked: false })
    const actions = await app.db
      .engine`SELECT a.action FROM audit a WHERE a.object = 'picklist kinds' ORDER BY a.id DESC LIMIT 1`
    expect(actions).toMatchObject([{ action: 'picklist.unlock' }])
  })
})
