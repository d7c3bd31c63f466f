// Stored leads that are taken in again, without the job around it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, deliveryDocument, goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { createIdBlock } from '../db/ids.ts'
import type { Cause } from './cause.ts'
import { readmit, type Readmitted } from './readmit.ts'

let app: TestApp
let buyer: Buyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
})

afterAll(async () => {
  await app.close()
  await buyer.close()
})

const again: Cause = { kind: 'reprocess', waive: new Set(), reason: null }

async function takeIn(ids: readonly string[], cause: Cause = again): Promise<Readmitted> {
  const { db, accountId, context } = app
  await context.live.refresh(accountId)
  const setup = await context.live.account(accountId)
  const leads = await db.engine<{ id: string; receivedAt: Date }[]>`
    SELECT id::text AS id, received_at AS "receivedAt" FROM leads WHERE id = ANY(${[...ids]}::bigint[]) ORDER BY id`
  const parts = {
    dispatchIds: createIdBlock('dispatch_ids'),
    attemptIds: createIdBlock('attempt_ids'),
    random: () => 0.5,
  }
  const done = await db.engine.begin((tx) =>
    readmit(tx, parts, { accountId, setup, leads, cause, actor: 'ann@example.com', class: 3 }),
  )
  await app.idle()
  return done
}

function sceneOf(name: string, campaign: Partial<typeof campaignDocument> = {}) {
  return makeScene(app, name, { campaign, deliveries: { [name]: { url: `${buyer.url}/accept` } } })
}

describe('A rejected lead that is checked again', () => {
  test('is accepted after the list has got its value, and goes on with the id and time it had', async () => {
    const scene = await sceneOf('list')
    const before = await scene.settle({ make: 'Skoda' })
    expect(before).toMatchObject({ status: 'rejected', disposition: { code: 'REJECT_LEAD_INVALID_LIST_VALUE' } })
    expect((await takeIn([before.id])).outcomes).toEqual([
      expect.objectContaining({ kind: 'rejected', code: 'REJECT_LEAD_INVALID_LIST_VALUE' }),
    ])
    const values = ['Ford', 'Audi', 'Volkswagen', 'Volvo', 'Skoda'].map((value) => ({ value }))
    await app.client.call(putPicklist, { params: { key: 'makes' }, body: { name: 'Makes', values } })
    const done = await takeIn([before.id])
    expect(done.outcomes).toEqual([{ kind: 'accepted', code: 'ACCEPT_LEAD_AFTER_FIX' }])
    const after = await detailOf(app, before.id)
    expect(after).toMatchObject({
      id: before.id,
      receivedAt: before.receivedAt,
      revision: 1,
      status: 'accepted',
      disposition: { code: 'ACCEPT_LEAD_AFTER_FIX', reason: null, failures: [] },
      sold: 'sold',
      deliveryStatus: 'full',
      revenue: '12.50',
      payout: '2.00',
      fields: { make: 'Skoda' },
    })
    expect(after.money.map(({ kind }) => kind).toSorted()).toEqual(['payout', 'revenue'])
    expect(after.timeline.filter(({ kind }) => kind === 'resubmitted')).toMatchObject([
      { text: expect.stringContaining('REJECT_LEAD_INVALID_LIST_VALUE'), actor: 'ann@example.com' },
      { text: expect.stringContaining('accepted (ACCEPT_LEAD_AFTER_FIX)') },
    ])
  })

  test('takes its duplicate key: the next one with the same email is the duplicate', async () => {
    const scene = await sceneOf('keys')
    const email = 'keys@example.com'
    const first = await scene.settle({ email, make: 'Trabant' })
    const second = await scene.settle({ email })
    expect(second.status).toBe('accepted')
    expect((await takeIn([first.id], { ...again, waive: new Set(['fields']), reason: 'try' })).outcomes).toEqual([
      expect.objectContaining({ kind: 'rejected', code: 'REJECT_LEAD_DUPLICATE' }),
    ])
    expect(await detailOf(app, first.id)).toMatchObject({
      duplicateOf: second.id,
      disposition: { code: 'REJECT_LEAD_DUPLICATE' },
    })
    const third = await scene.settle({ email: 'third@example.com', make: 'Trabant' })
    await takeIn([third.id], { ...again, waive: new Set(['fields']), reason: 'try' })
    expect(await scene.settle({ email: 'third@example.com' })).toMatchObject({
      status: 'rejected',
      duplicateOf: third.id,
    })
  })

  test('with checks skipped says so, and suppression is checked all the same', async () => {
    const filters = [
      { action: 'reject', when: { field: 'vehicle_year', op: 'lt', value: 2000 }, reason: 'too old' },
    ] as const
    const scene = await sceneOf('skipping', { filters })
    const lead = await scene.settle({ vehicle_year: 1999 })
    expect(lead.disposition).toMatchObject({ code: 'REJECT_LEAD_FILTER', reason: 'too old' })
    const cause: Cause = { kind: 'reprocess', waive: new Set(['filters']), reason: 'agreed by phone' }
    expect((await takeIn([lead.id], cause)).outcomes).toEqual([{ kind: 'accepted', code: 'ACCEPT_LEAD_OVERRIDE' }])
    const after = await detailOf(app, lead.id)
    expect(after).toMatchObject({ status: 'accepted', sold: 'sold', disposition: { code: 'ACCEPT_LEAD_OVERRIDE' } })
    expect(after.timeline.find(({ kind }) => kind === 'resubmitted')?.text).toContain('agreed by phone')

    const barred = await scene.settle({ vehicle_year: 1999, email: 'barred@example.com' })
    await app.db.engine`INSERT INTO suppression_entries (account_id, list, digest)
      VALUES (${app.accountId}, 'dnc', sha256('barred@example.com'))`
    const all: Cause = { kind: 'reprocess', waive: new Set(['fields', 'filters', 'dedupe', 'caps']), reason: 'all' }
    expect((await takeIn([barred.id], all)).outcomes).toEqual([
      expect.objectContaining({ kind: 'rejected', code: 'REJECT_LEAD_SUPPRESSED' }),
    ])
  })

  test('by two at once is taken in by one of them', async () => {
    const scene = await sceneOf('twice')
    const lead = await scene.settle({ make: 'Trabant' })
    const cause: Cause = { kind: 'reprocess', waive: new Set(['fields']), reason: 'try' }
    const both = await Promise.all([takeIn([lead.id], cause), takeIn([lead.id], cause)])
    const kinds = both.flatMap(({ outcomes }) => outcomes.map(({ kind }) => kind))
    expect(kinds.toSorted()).toEqual(['accepted', 'leftOut'])
    const after = await detailOf(app, lead.id)
    expect(after.dispatches).toHaveLength(1)
    expect(after.money.filter(({ kind }) => kind === 'payout')).toHaveLength(1)
  })

  test('counts in the caps of the day on which it is accepted, once', async () => {
    const caps = [{ period: 'day', limit: 2, whenFull: 'reject' }] as const
    const scene = await sceneOf('capped', { caps })
    const bad = await scene.settle({ make: 'Trabant' })
    await scene.settle()
    await takeIn([bad.id], { ...again, waive: new Set(['fields']), reason: 'try' })
    expect(await scene.settle()).toMatchObject({ disposition: { code: 'REJECT_LEAD_OVER_CAP' } })
  })
})

describe('An accepted lead whose route is run again', () => {
  const route = { kind: 'priority', maxSales: 1 } as const

  test('is offered anew to those that refused, in the order of the route', async () => {
    const scene = await makeScene(app, 'refused', {
      route,
      deliveries: {
        'refused-a': { url: `${buyer.url}/refuse`, buyer: 'ACME' },
        'refused-b': { url: `${buyer.url}/refuse`, buyer: 'BETA' },
      },
    })
    const lead = await scene.settle()
    expect(lead).toMatchObject({ sold: 'unsold', deliveryStatus: 'fail' })
    // The first refuses again: the route must come to the second, which refused in the run before.
    await scene.change('refused-b', { request: { ...requestOf(buyer.url), url: `${buyer.url}/accept` } })
    expect((await takeIn([lead.id])).outcomes).toEqual([{ kind: 'routed' }])
    const after = await detailOf(app, lead.id)
    expect(after).toMatchObject({ sold: 'sold', deliveryStatus: 'partial', revenue: '12.50', payout: '2.00' })
    expect(after.dispatches.map(({ delivery, state }) => `${delivery} ${state}`)).toEqual([
      'refused-a rejected',
      'refused-b rejected',
      'refused-a rejected',
      'refused-b accepted',
    ])
    expect((await takeIn([lead.id])).outcomes).toEqual([
      { kind: 'leftOut', reason: 'already sold, and nobody is left to offer it to' },
    ])
  })

  test('never goes to a buyer that has it, and sells on up to the limit only', async () => {
    const scene = await makeScene(app, 'multi', {
      route: { kind: 'priority', maxSales: 2 },
      deliveries: {
        'multi-a': { url: `${buyer.url}/accept`, buyer: 'ACME' },
        'multi-b': { url: `${buyer.url}/refuse`, buyer: 'BETA' },
      },
    })
    const lead = await scene.settle()
    expect(lead).toMatchObject({ sold: 'sold', revenue: '12.50' })
    await scene.change('multi-b', { request: { ...requestOf(buyer.url), url: `${buyer.url}/accept` } })
    await takeIn([lead.id])
    const after = await detailOf(app, lead.id)
    expect(after).toMatchObject({ sold: 'sold', deliveryStatus: 'full', revenue: '25.00', payout: '2.00' })
    expect(after.dispatches.map(({ delivery }) => delivery)).toEqual(['multi-a', 'multi-b', 'multi-b'])
    expect((await takeIn([lead.id])).outcomes[0]?.kind).toBe('leftOut')
  })

  test('that nobody may have says why, and keeps what it was', async () => {
    const scene = await makeScene(app, 'nobody', {
      deliveries: {
        nobody: { url: `${buyer.url}/accept`, rules: { field: 'vehicle_year', op: 'gte', value: 2020 } },
      },
    })
    const lead = await scene.settle()
    const done = await takeIn([lead.id])
    expect(done.outcomes).toEqual([{ kind: 'unsold', reason: expect.stringContaining('vehicle_year') }])
    expect(await detailOf(app, lead.id)).toMatchObject({ status: 'accepted', sold: 'unsold', deliveryStatus: 'blank' })
  })
})

test('A lead out of quarantine is plainly accepted, and paid for then', async () => {
  const filters = [
    { action: 'quarantine', when: { field: 'vehicle_year', op: 'is', value: 2001 }, reason: 'look' },
  ] as const
  const scene = await sceneOf('quarantined', { filters })
  const lead = await scene.settle({ vehicle_year: 2001 })
  expect(lead).toMatchObject({ status: 'quarantined', payout: null })
  expect((await takeIn([lead.id])).outcomes).toEqual([expect.objectContaining({ kind: 'quarantined' })])
  const done = await takeIn([lead.id], { kind: 'release', reason: null })
  expect(done.outcomes).toEqual([{ kind: 'accepted', code: 'ACCEPT_LEAD' }])
  expect(await detailOf(app, lead.id)).toMatchObject({
    status: 'accepted',
    sold: 'sold',
    payout: '2.00',
    disposition: { code: 'ACCEPT_LEAD', reason: null },
  })
})

test('A thousand rejected leads are taken in together, each once', async () => {
  const scene = await sceneOf('many')
  const { accountId, db } = app
  const leads = Array.from({ length: 1000 }, () => ({
    campaign: scene.campaign,
    supplier: 'ADC1',
    fields: goodLead({ vehicle_year: 1970 }),
  }))
  await fetch(`${app.url}/v1/leads/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ leads }),
  })
  await app.client.call(putCampaign, {
    params: { reference: scene.campaign },
    body: {
      ...campaignDocument,
      fields: (campaignDocument.fields ?? []).map((field) => ({ ...field, min: undefined })),
    },
  })
  const ids = (
    await db.engine<{ id: string }[]>`
      SELECT id::text AS id FROM leads WHERE account_id = ${accountId} AND campaign = ${scene.campaign} AND status = 'rejected'`
  ).map(({ id }) => id)
  expect(ids).toHaveLength(1000)
  const done = await takeIn(ids)
  expect(new Set(done.outcomes.map(({ kind }) => kind))).toEqual(new Set(['accepted']))
  const [counted] = await db.engine<{ sold: number; posts: number; payouts: number }[]>`
    SELECT count(*) FILTER (WHERE l.sold = 'sold')::int AS sold,
      (SELECT count(*)::int FROM dispatches d WHERE d.campaign = ${scene.campaign}) AS posts,
      (SELECT count(*)::int FROM ledger m WHERE m.campaign = ${scene.campaign} AND m.kind = 'payout') AS payouts
    FROM leads l WHERE l.campaign = ${scene.campaign}`
  expect(counted).toEqual({ sold: 1000, posts: 1000, payouts: 1000 })
})

function requestOf(url: string) {
  return deliveryDocument(url).request
}
