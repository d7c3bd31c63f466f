// Set-up documents through the API: what is stored, what is refused and where, what is hidden, what may be deleted.

import { createHash } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { deleteCampaign } from '@switchyard/contract/campaigns/delete.ts'
import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { showCampaign } from '@switchyard/contract/campaigns/show.ts'
import { listDeliveries } from '@switchyard/contract/deliveries/list.ts'
import { deleteDelivery } from '@switchyard/contract/deliveries/delete.ts'
import { putDelivery } from '@switchyard/contract/deliveries/put.ts'
import { showDelivery } from '@switchyard/contract/deliveries/show.ts'
import { createClient } from '@switchyard/contract/client.ts'
import { createKey } from '@switchyard/contract/keys/create.ts'
import { createLead } from '@switchyard/contract/leads/create.ts'
import { showLead } from '@switchyard/contract/leads/show.ts'
import { deletePicklist } from '@switchyard/contract/picklists/delete.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { ProblemError } from '@switchyard/contract/problem.ts'
import { deleteBuyer } from '@switchyard/contract/buyers/delete.ts'
import { addSuppressionEntries } from '@switchyard/contract/suppression/addEntries.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import {
  addDelivery,
  campaignDocument,
  deliveryDocument,
  goodLead,
  setUpAutoWarranty,
} from '@switchyard/testkit/autoWarranty.ts'

import { markTested } from './markTested.ts'

let app: TestApp
const campaign = { params: { reference: 'auto-warranty' } }
const address = 'http://127.0.0.1:9/'

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

const places = (problem: ProblemError) => problem.errors.map(({ path, code }) => `${path}: ${code}`)

describe('a document', () => {
  test('is answered whole with its defaults and counts its versions', async () => {
    const call = () =>
      app.client.call(putPicklist, { params: { key: 'fuels' }, body: { values: [{ value: 'Diesel' }] } })
    const first = await call()
    expect(first).toMatchObject({
      key: 'fuels',
      version: 1,
      name: 'fuels',
      caseSensitive: false,
      values: [{ value: 'Diesel', synonyms: [] }],
    })
    expect((await call()).version).toBe(2)
    await app.client.call(deletePicklist, { params: { key: 'fuels' } })
    expect((await call()).version).toBe(4)
  })

  test('that was read can be written back as it is', async () => {
    const read = await app.client.call(showCampaign, campaign)
    const written = await app.client.call(putCampaign, { ...campaign, body: read })
    expect(written).toEqual({ ...read, version: read.version + 1, updatedAt: written.updatedAt })
  })

  test('is refused when its own key is not the one of the address', async () => {
    const problem = await refusal(
      app.client.call(putCampaign, { ...campaign, body: { ...campaignDocument, reference: 'b' } }),
    )
    expect(problem.status).toBe(400)
    expect(places(problem)).toEqual(['reference: invalid_value'])
  })

  test('is refused with If-Match when somebody wrote it in between', async () => {
    const { version } = await app.client.call(putCampaign, { ...campaign, body: campaignDocument })
    const put = (seen: number) =>
      app.client.call(putCampaign, { ...campaign, body: campaignDocument }, { headers: { 'if-match': `"${seen}"` } })
    expect((await put(version)).version).toBe(version + 1)
    expect(await refusal(put(version))).toMatchObject({ status: 409, code: 'version_conflict' })
  })

  test('leaves a row in the audit log and every version in the history', async () => {
    await app.client.call(putPicklist, { params: { key: 'audited' }, body: { values: [] } })
    const [row] = await app.db.engine`
      SELECT actor, action, before, after FROM audit WHERE object = 'picklist audited' AND account_id = ${app.accountId}`
    expect(row).toMatchObject({ action: 'picklist.put', before: null, after: { name: 'audited' } })
    const history = await app.db.engine`SELECT version FROM setup_history WHERE key = 'audited'`
    expect(history).toHaveLength(1)
  })

  test('takes effect with the very next lead', async () => {
    const send = (email: string) =>
      app.client.call(createLead, {
        body: { campaign: 'auto-warranty', supplier: 'ADC1', fields: goodLead({ email }) },
      })
    await app.client.call(putCampaign, { ...campaign, body: { ...campaignDocument, status: 'paused' } })
    expect(await send('paused@example.com')).toMatchObject({ status: 'rejected' })
    await app.client.call(putCampaign, { ...campaign, body: campaignDocument })
    expect(await send('active@example.com')).toMatchObject({ status: 'accepted' })
  })
})

describe('mistakes are named with their place', () => {
  test.each([
    ['an unknown picklist', { fields: [{ key: 'a', type: 'picklist', picklist: 'nope' }] }, ['fields[0].picklist']],
    [
      'a rule about no field',
      { filters: [{ action: 'reject', when: { field: 'colour', op: 'is', value: 'x' }, reason: 'r' }] },
      ['filters[0].when.field'],
    ],
    ['a broken pattern', { fields: [{ key: 'a', type: 'text', pattern: '(' }] }, ['fields[0].pattern']],
    [
      'a route to nowhere',
      { route: { kind: 'priority', members: [{ delivery: 'ghost' }] } },
      ['route.members[0].delivery'],
    ],
    ['an unknown suppression list', { suppression: ['ghosts'] }, ['suppression[0]']],
    ['a template of no field', { summary: '{{ colour }}' }, ['summary']],
  ])('campaign: %s', async (_, part, paths) => {
    const body = { ...campaignDocument, filters: [], ...part } as typeof campaignDocument
    const problem = await refusal(app.client.call(putCampaign, { params: { reference: 'faulty' }, body }))
    expect(problem).toMatchObject({ status: 422, code: 'invalid_setup' })
    expect(problem.errors.map(({ path }) => path)).toEqual(expect.arrayContaining(paths))
    expect(await refusal(app.client.call(showCampaign, { params: { reference: 'faulty' } }))).toMatchObject({
      status: 404,
    })
  })

  const request = (more: object) => ({ request: { url: address, body: {}, ...more } })
  test.each([
    ['an unknown campaign', { campaign: 'auto-waranty' }, ['campaign: unknown']],
    ['an unknown buyer', { buyer: 'ACNE' }, ['buyer: unknown']],
    ['a private address', request({ url: 'http://10.1.2.3/' }), ['request.url: url_refused']],
    [
      'an unknown mapper',
      request({ body: { make: "{{ make | map: 'nope' }}" } }),
      ['request.body.make: unknown_mapper'],
    ],
    ['an unknown field', request({ body: { x: '{{ colour }}' } }), ['request.body.x: unknown_name']],
    ['a rule about no field', { rules: { field: 'colour', op: 'is', value: 'x' } }, ['rules.field: unknown_field']],
    [
      'a span that is none',
      { schedule: { timezone: 'UTC', weekly: { mon: ['9-17'] } } },
      ['schedule.weekly.mon[0]: invalid_span'],
    ],
    [
      'a broken answer pattern',
      { answers: [{ when: { text: { matches: '(' } }, outcome: 'accepted' }] },
      ['answers[0].when.text.matches: pattern_invalid'],
    ],
    [
      'a private token address',
      request({ auth: { kind: 'oauth2', tokenUrl: 'http://192.168.1.1/', clientId: 'a', secret: 'b' } }),
      ['request.auth.tokenUrl: url_refused'],
    ],
  ])('delivery: %s', async (_, part, expected) => {
    const body = { ...deliveryDocument(address), ...part } as ReturnType<typeof deliveryDocument>
    const problem = await refusal(app.client.call(putDelivery, { params: { key: 'faulty' }, body }))
    expect(problem).toMatchObject({ status: 422, code: 'invalid_setup' })
    expect(places(problem)).toEqual(expected)
  })

  test('several mistakes are told at once', async () => {
    const body = deliveryDocument('http://10.0.0.1/', { buyer: 'ACNE', rules: { field: 'colour', op: 'present' } })
    const problem = await refusal(app.client.call(putDelivery, { params: { key: 'faulty' }, body }))
    expect(problem.errors.map(({ path }) => path)).toEqual(['buyer', 'request.url', 'rules.field'])
  })

  test('a spelling that means two values of a picklist', async () => {
    const values = [{ value: 'Ford', synonyms: ['F'] }, { value: 'Fiat', synonyms: ['f'] }, { value: 'ford' }]
    const problem = await refusal(app.client.call(putPicklist, { params: { key: 'faulty' }, body: { values } }))
    expect(places(problem)).toEqual(['values[2].value: duplicate', 'values[1].synonyms[0]: duplicate'])
  })
})

describe('a delivery', () => {
  test('shows its secret as dots, keeps it when the dots come back, and stores it sealed', async () => {
    const auth = { kind: 'bearer', secret: 'very-s3cret' } as const
    const document = deliveryDocument(address)
    const body = { ...document, request: { ...document.request, auth } }
    const put = await app.client.call(putDelivery, { params: { key: 'sealed' }, body })
    expect(put.request.auth).toEqual({ kind: 'bearer', secret: '••••' })
    const shown = await app.client.call(showDelivery, { params: { key: 'sealed' } })
    await app.client.call(putDelivery, { params: { key: 'sealed' }, body: { ...shown, name: 'Renamed' } })
    const live = await app.context.live.account(app.accountId)
    expect(live.deliveries.get('sealed')?.doc).toMatchObject({ name: 'Renamed', request: { auth } })
    const everywhere = await app.db.engine`
      SELECT (SELECT string_agg(doc::text, '') FROM setup) || (SELECT string_agg(doc::text, '') FROM setup_history)
        || (SELECT string_agg(coalesce(before::text, '') || coalesce(after::text, ''), '') FROM audit) AS text`
    expect(everywhere[0]?.['text']).not.toContain('very-s3cret')
  })

  test('is made active by an admin alone while no test has passed, and that is logged', async () => {
    const { key } = await app.client.call(createKey, { body: { name: 'ops', scope: 'operate' } })
    const operator = createClient({ baseUrl: app.url, key })
    const put = (client: typeof operator, status: 'draft' | 'active' | 'paused') =>
      client.call(putDelivery, { params: { key: 'gated' }, body: deliveryDocument(address, { status }) })
    await put(operator, 'draft')
    expect(places(await refusal(put(operator, 'active')))).toEqual(['status: test_needed'])
    expect(places(await refusal(put(operator, 'paused')))).toEqual(['status: test_needed'])
    await put(app.client, 'active')
    const logged = await app.db.engine`
      SELECT 1 FROM audit WHERE action = 'delivery.activatedUntested' AND object = 'delivery gated'`
    expect(logged).toHaveLength(1)
    expect((await put(operator, 'paused')).status).toBe('paused')
  })

  test('may be made active by an operator once a test has passed', async () => {
    const { key } = await app.client.call(createKey, { body: { name: 'tester', scope: 'operate' } })
    const operator = createClient({ baseUrl: app.url, key })
    const put = (status: 'draft' | 'active') =>
      operator.call(putDelivery, { params: { key: 'tried' }, body: deliveryDocument(address, { status }) })
    await put('draft')
    const parts = { db: app.db, live: app.context.live }
    const caller = {
      accountId: app.accountId,
      actor: 'tester',
      scope: 'operate',
      party: null,
      userId: null,
      keyId: null,
    } as const
    expect(await markTested(parts, { key: 'tried', caller, requestId: 'r' })).toBe(true)
    expect(await markTested(parts, { key: 'tried', caller, requestId: 'r' })).toBe(false)
    expect(await operator.call(showDelivery, { params: { key: 'tried' } })).toMatchObject({
      status: 'tested',
      version: 2,
    })
    expect((await put('active')).status).toBe('active')
  })

  test('stays with its campaign', async () => {
    await app.client.call(putCampaign, { params: { reference: 'second' }, body: campaignDocument })
    await addDelivery(app.client, 'settled', deliveryDocument(address))
    const moved = deliveryDocument(address, { campaign: 'second' })
    expect(places(await refusal(app.client.call(putDelivery, { params: { key: 'settled' }, body: moved })))).toEqual([
      'campaign: locked',
    ])
  })

  test('is listed by campaign, page by page', async () => {
    for (const key of ['page-a', 'page-b', 'page-c']) {
      await app.client.call(putDelivery, {
        params: { key },
        body: deliveryDocument(address, { campaign: 'second', status: 'draft' }),
      })
    }
    const first = await app.client.call(listDeliveries, { query: { campaign: 'second', limit: 2 } })
    expect(first.deliveries.map(({ key }) => key)).toEqual(['page-a', 'page-b'])
    const query = { campaign: 'second', limit: 2, cursor: first.nextCursor ?? '' }
    const second = await app.client.call(listDeliveries, { query })
    expect(second).toMatchObject({ deliveries: [{ key: 'page-c' }], nextCursor: null })
  })
})

describe('deleting', () => {
  test('is refused while another document names it', async () => {
    expect(await refusal(app.client.call(deletePicklist, { params: { key: 'makes' } }))).toMatchObject({
      status: 409,
      code: 'in_use',
      message: expect.stringContaining('campaign auto-warranty'),
    })
    expect(await refusal(app.client.call(deleteBuyer, { params: { bid: 'ACME' } }))).toMatchObject({ code: 'in_use' })
  })

  test('a campaign is refused once it has leads', async () => {
    await app.client.call(putCampaign, { params: { reference: 'third' }, body: campaignDocument })
    const fields = goodLead({ email: 'third@example.com' })
    await app.client.call(createLead, { body: { campaign: 'third', supplier: 'ADC1', fields } })
    const problem = await refusal(app.client.call(deleteCampaign, { params: { reference: 'third' } }))
    expect(problem).toMatchObject({ status: 409, code: 'in_use' })
  })

  test('a delivery with waiting dispatches says how many, and cancels them when asked to', async () => {
    await app.client.call(putCampaign, { params: { reference: 'fourth' }, body: campaignDocument })
    const notNow = { timezone: 'UTC', weekly: { [weekdayFarAway()]: ['00:00-24:00'] }, outside: 'hold' } as const
    await addDelivery(app.client, 'waiting', deliveryDocument(address, { campaign: 'fourth', schedule: notNow }))
    const fields = goodLead({ email: 'fourth@example.com' })
    const { id } = await app.client.call(createLead, { body: { campaign: 'fourth', supplier: 'ADC1', fields } })
    const remove = (query?: { cancelQueued: 'true' }) =>
      app.client.call(deleteDelivery, { params: { key: 'waiting' }, query })
    const problem = await refusal(remove())
    expect(problem).toMatchObject({ status: 409, code: 'queued_dispatches' })
    expect(problem.message).toContain('1 dispatch waits')
    await remove({ cancelQueued: 'true' })
    const lead = await app.client.call(showLead, { params: { id } })
    expect(lead).toMatchObject({ sold: 'unsold', dispatches: [{ state: 'cancelled' }] })
    expect(await refusal(app.client.call(showDelivery, { params: { key: 'waiting' } }))).toMatchObject({ status: 404 })
  })
})

describe('suppression entries', () => {
  test('keep leads out, in plain text or as a digest, and phones as people write them', async () => {
    const add = (entries: string[]) =>
      app.client.call(addSuppressionEntries, { params: { key: 'dnc' }, body: { entries } })
    const before = await add(['Blocked@Example.com', '07700 900 999'])
    expect(before).toMatchObject({ added: 2, alreadyThere: 0 })
    expect(await add(['blocked@example.com', 'new@example.com'])).toMatchObject({
      added: 1,
      alreadyThere: 1,
      total: before.total + 1,
    })
    const send = (fields: Record<string, unknown>) =>
      app.client.call(createLead, { body: { campaign: 'auto-warranty', supplier: 'ADC1', fields: goodLead(fields) } })
    expect(await send({ email: 'BLOCKED@example.com' })).toMatchObject({
      disposition: { code: 'REJECT_LEAD_SUPPRESSED' },
    })
    const digest = createHash('md5').update('digested@example.com').digest('hex')
    await add([digest])
    expect(await send({ email: 'digested@example.com' })).toMatchObject({ status: 'rejected' })
    expect(await send({ email: 'other@example.com', phone: '+44 7700 900999' })).toMatchObject({
      disposition: { code: 'REJECT_LEAD_SUPPRESSED' },
    })
  })
})

/** A weekday that is not today nor tomorrow, wherever the test runs. */
function weekdayFarAway(): string {
  return ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][(new Date().getUTCDay() + 3) % 7] ?? 'mon'
}
