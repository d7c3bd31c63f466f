// Returns, asked for over HTTP: the ledger, the lead, the list and the summary say the same after each.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createJob } from '@switchyard/contract/jobs/create.ts'
import { planJob } from '@switchyard/contract/jobs/plan.ts'
import { campaignSummary } from '@switchyard/contract/campaigns/summary.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { putReturnReasons } from '@switchyard/contract/returns/put.ts'
import { showReturnReasons } from '@switchyard/contract/returns/show.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { booksOf } from '@switchyard/testkit/booksOf.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { itemsOf, runJob, type JobBody } from '@switchyard/testkit/job.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene, statesOf } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: ScriptedBuyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startScriptedBuyer((_request, response) => answerJson(response, 200, { status: 'accepted' }))
  await setUpAutoWarranty(app.client)
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

const back = (ids: readonly string[], options: object = {}): JobBody => ({
  action: 'return',
  selection: { ids: [...ids] },
  options: { reason: 'Wrong number', reversePayout: true, ...options },
})

async function expectBooks(campaign: string, expected: { sold: number; revenue: string; payout: string }) {
  const books = await booksOf(app, campaign)
  expect(books).toEqual({ ledger: expected, summary: expected, totals: expected, list: expected })
}

/** "revenue 12.50 buyer:ACME → revenue" */
async function moneyOf(id: string): Promise<string[]> {
  const { money } = await detailOf(app, id)
  return money.map(({ kind, amount, debit, credit }) => `${kind} ${amount} ${debit} → ${credit}`)
}

describe('A sold lead', () => {
  test('is returned with its payout: revenue and payout are booked back, and it is sold no more', async () => {
    const scene = await makeScene(app, 'ret-both', { deliveries: { 'ret-both': { url: buyer.url } } })
    const [lead, kept] = [await scene.settle(), await scene.settle()]
    await expectBooks('ret-both', { sold: 2, revenue: '25.00', payout: '4.00' })
    const plan = await app.client.call(planJob, { body: back([lead.id]) })
    expect(plan).toMatchObject({
      matched: 1,
      willDo: 1,
      money: [{ currency: 'GBP', revenue: '-12.50', payout: '-2.00' }],
      warnings: ['Places in caps stay used: a returned sale makes no room for another one'],
    })
    await expectBooks('ret-both', { sold: 2, revenue: '25.00', payout: '4.00' })
    const job = await runJob(app.client, back([lead.id]))
    expect(job).toMatchObject({ succeeded: 1, outcomes: { returned: 1 } })
    await expectBooks('ret-both', { sold: 1, revenue: '12.50', payout: '2.00' })
    expect(await moneyOf(lead.id)).toEqual([
      'payout 2.00 payout → supplier:ADC1',
      'revenue 12.50 buyer:ACME → revenue',
      'revenueReversal 12.50 revenue → buyer:ACME',
      'payoutReversal 2.00 supplier:ADC1 → payout',
    ])
    const after = await detailOf(app, lead.id)
    expect(after).toMatchObject({
      status: 'accepted',
      sold: 'returned',
      soldReason: 'Returned by ACME: Wrong number',
      revenue: '0.00',
      payout: null,
      deliveryStatus: 'full',
      buyers: [{ buyer: 'ACME', state: 'accepted', returnReason: 'Wrong number' }],
      dispatches: [{ state: 'accepted', returnReason: 'Wrong number', returnedAt: expect.any(String) }],
    })
    expect(after.timeline.find(({ kind }) => kind === 'returned')?.text).toBe(
      'Returned by ACME: Wrong number. The payout is taken back from the supplier',
    )
    const { leads } = await app.client.call(listLeads, { query: { activity: 'returned', campaign: 'ret-both' } })
    expect(leads.map(({ id }) => id)).toEqual([lead.id])
    expect(await app.client.call(campaignSummary, { params: { ref: 'ret-both' }, query: {} })).toMatchObject({
      received: 2,
      accepted: 2,
      returned: 1,
    })
    expect(await detailOf(app, kept.id)).toMatchObject({ sold: 'sold', revenue: '12.50' })
  })

  test('is returned without its payout: the supplier keeps it', async () => {
    const scene = await makeScene(app, 'ret-rev', { deliveries: { 'ret-rev': { url: buyer.url } } })
    const lead = await scene.settle()
    await runJob(app.client, back([lead.id], { reversePayout: false, reason: 'wrong  NUMBER' }))
    await expectBooks('ret-rev', { sold: 0, revenue: '0.00', payout: '2.00' })
    expect(await detailOf(app, lead.id)).toMatchObject({
      sold: 'returned',
      payout: '2.00',
      soldReason: 'Returned by ACME: Wrong number',
    })
  })

  test('is not returned twice, and one that was never sold not at all', async () => {
    const scene = await makeScene(app, 'ret-twice', { deliveries: { 'ret-twice': { url: buyer.url } } })
    const lead = await scene.settle()
    const rejected = await scene.settle({ email: 'no address' })
    await runJob(app.client, back([lead.id]))
    const before = await moneyOf(lead.id)
    const again = await runJob(app.client, back([lead.id, rejected.id]))
    expect(again).toMatchObject({ succeeded: 0, leftOut: 2 })
    expect((await itemsOf(app.client, again.id)).map(({ reason }) => reason)).toEqual([
      'returned already by ACME',
      'not sold',
    ])
    expect(await moneyOf(lead.id)).toEqual(before)
  })

  test('in two jobs at once is returned once', async () => {
    const scene = await makeScene(app, 'ret-race', { deliveries: { 'ret-race': { url: buyer.url } } })
    const leads = await Promise.all(Array.from({ length: 8 }, () => scene.settle()))
    const ids = leads.map(({ id }) => id)
    const jobs = await Promise.all([runJob(app.client, back(ids)), runJob(app.client, back(ids.toReversed()))])
    expect(jobs.reduce((sum, { succeeded }) => sum + succeeded, 0)).toBe(8)
    await expectBooks('ret-race', { sold: 0, revenue: '0.00', payout: '0.00' })
  })

  test('is returned with the amounts as they were changed', async () => {
    const scene = await makeScene(app, 'ret-changed', { deliveries: { 'ret-changed': { url: buyer.url } } })
    const lead = await scene.settle()
    await runJob(app.client, {
      action: 'updateMoney',
      selection: { ids: [lead.id] },
      options: { revenue: { set: '20.00' }, payout: { add: '-0.50' }, confirm: 'UPDATE' },
    })
    await expectBooks('ret-changed', { sold: 1, revenue: '20.00', payout: '1.50' })
    await runJob(app.client, back([lead.id]))
    await expectBooks('ret-changed', { sold: 0, revenue: '0.00', payout: '0.00' })
    expect((await moneyOf(lead.id)).slice(-2)).toEqual([
      'revenueReversal 20.00 revenue → buyer:ACME',
      'payoutReversal 1.50 supplier:ADC1 → payout',
    ])
  })

  test('that is a test is returned without a ledger row', async () => {
    const scene = await makeScene(app, 'ret-test', { deliveries: { 'ret-test': { url: buyer.url } } })
    const lead = await scene.settle({}, { test: true })
    await runJob(app.client, back([lead.id]))
    expect(await detailOf(app, lead.id)).toMatchObject({ sold: 'returned', money: [] })
  })
})

describe('A lead that was sold to several', () => {
  const deliveries = (key: string) => ({
    [`${key}-a`]: { url: buyer.url, buyer: 'ACME' },
    [`${key}-b`]: { url: buyer.url, buyer: 'BETA', price: { kind: 'fixed', amount: '7.00' } } as const,
  })

  test('needs the buyer to be named, stays sold while another keeps it, and its payout with it', async () => {
    const scene = await makeScene(app, 'ret-multi', { deliveries: deliveries('ret-multi') })
    const lead = await scene.settle()
    await expectBooks('ret-multi', { sold: 1, revenue: '19.50', payout: '2.00' })
    const unnamed = await runJob(app.client, back([lead.id]))
    expect((await itemsOf(app.client, unnamed.id))[0]?.reason).toBe(
      'sold to ACME and BETA: name the buyer that gave it back',
    )
    const plan = await app.client.call(planJob, { body: back([lead.id], { buyer: 'BETA' }) })
    expect(plan.money).toEqual([{ currency: 'GBP', revenue: '-7.00', payout: '0.00' }])
    expect(plan.warnings).toContain('1 lead is kept by another buyer: the payout stays')
    await runJob(app.client, back([lead.id], { buyer: 'BETA' }))
    await expectBooks('ret-multi', { sold: 1, revenue: '12.50', payout: '2.00' })
    expect(await detailOf(app, lead.id)).toMatchObject({ sold: 'sold', soldReason: null })
    const twice = await runJob(app.client, back([lead.id], { buyer: 'BETA' }))
    expect((await itemsOf(app.client, twice.id))[0]?.reason).toBe('returned already by BETA')
    await runJob(app.client, back([lead.id]))
    await expectBooks('ret-multi', { sold: 0, revenue: '0.00', payout: '0.00' })
    expect((await detailOf(app, lead.id)).sold).toBe('returned')
  })

  test('gives back what each sale earned where the payout is a percentage', async () => {
    const campaign = {
      ...campaignDocument,
      suppliers: { ADC1: { active: true } },
      payout: { on: 'sale', percent: 50 },
    } as const
    const scene = await makeScene(app, 'ret-percent', { campaign, deliveries: deliveries('ret-percent') })
    const lead = await scene.settle()
    await expectBooks('ret-percent', { sold: 1, revenue: '19.50', payout: '9.75' })
    await runJob(app.client, back([lead.id], { buyer: 'BETA' }))
    await expectBooks('ret-percent', { sold: 1, revenue: '12.50', payout: '6.25' })
  })
})

describe('A returned lead that is reprocessed', () => {
  const ladder = (key: string) => ({
    [`${key}-a`]: { url: buyer.url, buyer: 'ACME' },
    [`${key}-b`]: { url: buyer.url, buyer: 'BETA', price: { kind: 'fixed', amount: '7.00' } } as const,
  })
  const route = { kind: 'priority', maxSales: 1 } as const

  test('goes to others, never to the buyer that gave it back, and is sold for their price', async () => {
    const scene = await makeScene(app, 'ret-again', { route, deliveries: ladder('ret-again') })
    const lead = await scene.settle()
    const job = await runJob(app.client, back([lead.id], { reversePayout: false, reprocess: true }))
    expect((await itemsOf(app.client, job.id))[0]).toMatchObject({ outcome: 'returned', reason: 'offered to others' })
    await app.idle()
    const after = await detailOf(app, lead.id)
    expect(after).toMatchObject({ sold: 'sold', revenue: '7.00', payout: '2.00' })
    expect(statesOf(after)).toEqual(['ret-again-a accepted', 'ret-again-b accepted'])
    await expectBooks('ret-again', { sold: 1, revenue: '7.00', payout: '2.00' })
    const second = await runJob(app.client, back([lead.id], { reprocess: true }))
    expect((await itemsOf(app.client, second.id))[0]).toMatchObject({
      outcome: 'returned',
      reason: expect.stringContaining('not offered to others'),
    })
    await app.idle()
    expect(await detailOf(app, lead.id)).toMatchObject({
      sold: 'returned',
      soldReason: expect.stringContaining('Returned by ACME: Wrong number; Returned by BETA: Wrong number'),
      payout: null,
    })
    expect(await detailOf(app, lead.id)).toHaveProperty('dispatches.length', 2)
    await expectBooks('ret-again', { sold: 0, revenue: '0.00', payout: '0.00' })
  })

  test('pays the supplier of a sale once, unless the payout was taken back', async () => {
    const campaign = {
      ...campaignDocument,
      suppliers: { ADC1: { active: true } },
      payout: { on: 'sale', amount: '3.00' },
    } as const
    const scene = await makeScene(app, 'ret-once', { campaign, route, deliveries: ladder('ret-once') })
    const [keeps, loses] = [await scene.settle(), await scene.settle()]
    await runJob(app.client, back([keeps.id], { reversePayout: false, reprocess: true }))
    await runJob(app.client, back([loses.id], { reversePayout: true, reprocess: true }))
    await app.idle()
    for (const { id } of [keeps, loses]) {
      expect(await detailOf(app, id)).toMatchObject({ sold: 'sold', revenue: '7.00', payout: '3.00' })
    }
    await expectBooks('ret-once', { sold: 2, revenue: '14.00', payout: '6.00' })
  })
})

test('A campaign that shows refusals as rejections shows returns so too, and such a lead can be taken in again', async () => {
  const campaign = { ...campaignDocument, rejectOnRefusal: true }
  const scene = await makeScene(app, 'ret-reject', { campaign, deliveries: { 'ret-reject': { url: buyer.url } } })
  const lead = await scene.settle()
  await runJob(app.client, back([lead.id]))
  expect(await detailOf(app, lead.id)).toMatchObject({
    status: 'rejected',
    sold: 'returned',
    disposition: {
      code: 'REJECT_LEAD_RETURNED',
      reason: 'Returned by ACME: Wrong number',
      failures: [{ code: 'REJECT_LEAD_RETURNED', message: 'Returned by ACME: Wrong number' }],
    },
  })
  await expectBooks('ret-reject', { sold: 0, revenue: '0.00', payout: '0.00' })
  await runJob(app.client, { action: 'reprocess', selection: { ids: [lead.id] } })
  await app.idle()
  // Accepted again, so its supplier is paid again; and there is nobody but the buyer that gave it back.
  expect(await detailOf(app, lead.id)).toMatchObject({
    status: 'accepted',
    sold: 'returned',
    soldReason: expect.stringContaining('ACME returned this lead'),
  })
  await expectBooks('ret-reject', { sold: 0, revenue: '0.00', payout: '2.00' })
})

test('Sent to the buyer again on request and accepted, a returned lead is sold and billed anew', async () => {
  const scene = await makeScene(app, 'ret-resend', { deliveries: { 'ret-resend': { url: buyer.url } } })
  const lead = await scene.settle()
  await runJob(app.client, back([lead.id]))
  await runJob(app.client, {
    action: 'redeliver',
    selection: { ids: [lead.id] },
    options: { delivery: 'ret-resend', includeAccepted: true },
  })
  await app.idle()
  expect(await detailOf(app, lead.id)).toMatchObject({ sold: 'sold', soldReason: null, revenue: '12.50' })
  expect((await booksOf(app, 'ret-resend')).ledger).toEqual({ sold: 1, revenue: '12.50', payout: '0.00' })
  await runJob(app.client, back([lead.id]))
  await expectBooks('ret-resend', { sold: 0, revenue: '0.00', payout: '0.00' })
})

describe('While another buyer is still being asked', () => {
  test.each([
    ['rejected', { sold: 'returned', revenue: '0.00' }],
    ['accepted', { sold: 'sold', revenue: '7.00' }],
  ] as const)('a return leaves it open; the answer %s decides', async (status, expected) => {
    const held: (() => void)[] = []
    const slow = await startScriptedBuyer(
      (_request, response) =>
        new Promise<void>((resolve) => {
          held.push(() => {
            answerJson(response, 200, { status, message: 'no thanks' })
            resolve()
          })
        }),
    )
    const key = `ret-open-${status}`
    const scene = await makeScene(app, key, {
      deliveries: {
        [`${key}-a`]: { url: buyer.url },
        [`${key}-b`]: { url: slow.url, buyer: 'BETA', price: { kind: 'fixed', amount: '7.00' } },
      },
    })
    const { answer } = await scene.send()
    await expect.poll(async () => (await detailOf(app, answer.id)).sold).toBe('sold')
    await expect.poll(() => held.length).toBe(1)
    await runJob(app.client, back([answer.id], { reversePayout: false }))
    expect(await detailOf(app, answer.id)).toMatchObject({ sold: 'pending', deliveryStatus: 'pending' })
    for (const release of held) release()
    await app.idle()
    expect(await detailOf(app, answer.id)).toMatchObject(expected)
    const { sold, revenue } = expected
    await expectBooks(key, { sold: sold === 'sold' ? 1 : 0, revenue, payout: '2.00' })
    await slow.close()
  })
})

describe('The reason', () => {
  const make = (options: object) => app.client.call(createJob, { body: back(['1'], options) })

  test("is one of the account's list, which a refusal names", async () => {
    const { client } = await app.otherAccount()
    const body = back(['1'], { reason: 'The moon' })
    await expect(client.call(createJob, { body })).resolves.toMatchObject({ leftOut: 1 })
    await client.call(putReturnReasons, { body: { reasons: ['Wrong number', 'Too late'] } })
    await expect(client.call(createJob, { body })).rejects.toMatchObject({
      status: 422,
      errors: [{ path: 'options.reason', code: 'unknown_reason', message: expect.stringContaining('Wrong number') }],
    })
  })

  test('comes with the payout question, which has no default', async () => {
    await expect(make({ reversePayout: undefined })).rejects.toMatchObject({
      status: 400,
      errors: [{ path: 'options.reversePayout' }],
    })
    await expect(make({ buyer: 'NOBODY' })).rejects.toMatchObject({
      status: 422,
      errors: [{ path: 'options.buyer', code: 'unknown_buyer' }],
    })
  })

  test("is the account's own to choose", async () => {
    const other = await app.otherAccount()
    const { client } = other
    expect(await client.call(showReturnReasons, {})).toMatchObject({ version: 0, updatedBy: null, otherReasons: true })
    const body = { reasons: ['Too late', 'Too early'] }
    expect(await client.call(putReturnReasons, { body })).toMatchObject({ ...body, version: 1 })
    const stored = await client.call(putReturnReasons, { body: { ...body, otherReasons: true } })
    expect(await client.call(showReturnReasons, {})).toEqual(stored)
    // Read and written back as it is.
    expect((await client.call(putReturnReasons, { body: stored })).version).toBe(3)
    await expect(client.call(putReturnReasons, { body: { reasons: ['Too late', 'too  LATE'] } })).rejects.toMatchObject(
      {
        status: 400,
        errors: [{ path: 'reasons' }],
      },
    )
    expect((await app.client.call(showReturnReasons, {})).reasons).toContain('Wrong number')
  })
})

test('Nobody returns the leads of another account', async () => {
  const scene = await makeScene(app, 'ret-own', { deliveries: { 'ret-own': { url: buyer.url } } })
  const lead = await scene.settle()
  const { client } = await app.otherAccount()
  const job = await runJob(client, back([lead.id]))
  expect((await itemsOf(client, job.id))[0]).toMatchObject({ state: 'leftOut', reason: 'not found' })
  expect((await detailOf(app, lead.id)).sold).toBe('sold')
})
