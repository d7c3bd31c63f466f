// Payout and revenue changed by hand, asked for over HTTP: the ledger, the lead, the list and the summary say the same after each.

import { afterAll, beforeAll, expect, test } from 'vitest'

import { createJob } from '@switchyard/contract/jobs/create.ts'
import { planJob } from '@switchyard/contract/jobs/plan.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { booksOf } from '@switchyard/testkit/booksOf.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { itemsOf, runJob, type JobBody } from '@switchyard/testkit/job.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: ScriptedBuyer

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startScriptedBuyer(({ body }, response) =>
    answerJson(response, 200, /refuse/i.test(body) ? { status: 'rejected', message: 'no' } : { status: 'accepted' }),
  )
  await setUpAutoWarranty(app.client)
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

const change = (ids: readonly string[], options: object): JobBody => ({
  action: 'updateMoney',
  selection: { ids: [...ids] },
  options: { confirm: 'UPDATE', ...options },
})

async function expectBooks(campaign: string, expected: { sold: number; revenue: string; payout: string }) {
  const books = await booksOf(app, campaign)
  expect(books).toEqual({ ledger: expected, summary: expected, totals: expected, list: expected })
}

async function reasonOf(ids: readonly string[], options: object): Promise<(string | null)[]> {
  const job = await runJob(app.client, change(ids, options))
  return (await itemsOf(app.client, job.id)).map(({ reason }) => reason)
}

test('Revenue and payout are set, added to and multiplied, as rows beside those that stand', async () => {
  const scene = await makeScene(app, 'money-all', { deliveries: { 'money-all': { url: buyer.url } } })
  const lead = await scene.settle()
  const plan = await app.client.call(planJob, { body: change([lead.id], { revenue: { multiply: '1.10' } }) })
  expect(plan).toMatchObject({ willDo: 1, money: [{ currency: 'GBP', revenue: '1.25', payout: '0.00' }] })
  await expectBooks('money-all', { sold: 1, revenue: '12.50', payout: '2.00' })

  await runJob(app.client, change([lead.id], { revenue: { multiply: '1.10' }, reason: 'agreed by phone' }))
  await expectBooks('money-all', { sold: 1, revenue: '13.75', payout: '2.00' })
  await runJob(app.client, change([lead.id], { revenue: { add: '-3.7501' }, payout: { set: '0.33' } }))
  await expectBooks('money-all', { sold: 1, revenue: '9.9999', payout: '0.33' })
  // A half goes to the even neighbour: 4.99995 and 0.165.
  await runJob(app.client, change([lead.id], { revenue: { multiply: '0.5' }, payout: { multiply: '0.5' } }))
  await expectBooks('money-all', { sold: 1, revenue: '5.00', payout: '0.165' })

  const after = await detailOf(app, lead.id)
  expect(after.money.map(({ kind, amount, debit, credit }) => `${kind} ${amount} ${debit} → ${credit}`)).toEqual([
    'payout 2.00 payout → supplier:ADC1',
    'revenue 12.50 buyer:ACME → revenue',
    'adjustment 1.25 buyer:ACME → revenue',
    'adjustment 3.7501 revenue → buyer:ACME',
    'adjustment 1.67 supplier:ADC1 → payout',
    'adjustment 4.9999 revenue → buyer:ACME',
    'adjustment 0.165 supplier:ADC1 → payout',
  ])
  expect(after.money[2]?.note).toContain('agreed by phone')
  const told = after.timeline.filter(({ kind }) => kind === 'moneyUpdated').map(({ text }) => text)
  expect(told[0]).toBe('Money changed: revenue of ACME 12.50 → 13.75 GBP. agreed by phone')
  const { leads } = await app.client.call(listLeads, { query: { campaign: 'money-all', activity: 'moneyUpdated' } })
  expect(leads).toHaveLength(1)
})

test('Revenue is changed of leads that are accepted and sold alone; the others are left out with the reason', async () => {
  const scene = await makeScene(app, 'money-only', { deliveries: { 'money-only': { url: buyer.url } } })
  const sold = await scene.settle()
  const rejected = await scene.settle({ email: 'no address' })
  const unsold = await scene.settle({ last_name: 'refuse' })
  const returned = await scene.settle()
  const trial = await scene.settle({}, { test: true })
  await runJob(app.client, {
    action: 'return',
    selection: { ids: [returned.id] },
    options: { reason: 'Other', reversePayout: false },
  })
  const ids = [sold, rejected, unsold, returned, trial].map(({ id }) => id)
  expect(await reasonOf(ids, { revenue: { set: '1.00' } })).toEqual([
    null,
    'rejected: only accepted leads have revenue',
    'not sold: it has no revenue',
    'returned: it has no revenue any more',
    'a test lead: it is never billed',
  ])
  await expectBooks('money-only', { sold: 1, revenue: '1.00', payout: '6.00' })
  expect((await detailOf(app, rejected.id)).money).toEqual([])
  // A payout has every lead with a supplier.
  await runJob(app.client, change(ids, { payout: { add: '1.00' } }))
  await expectBooks('money-only', { sold: 1, revenue: '1.00', payout: '10.00' })
})

test('Nothing comes below zero, and what changes nothing is left out', async () => {
  const scene = await makeScene(app, 'money-zero', { deliveries: { 'money-zero': { url: buyer.url } } })
  const { id } = await scene.settle()
  expect(await reasonOf([id], { revenue: { add: '-12.51' } })).toEqual(['the revenue would be below zero: -0.01'])
  expect(await reasonOf([id], { revenue: { add: '1.00' }, payout: { add: '-2.01' } })).toEqual([
    'the payout would be below zero: -0.01',
  ])
  expect(await reasonOf([id], { revenue: { set: '12.5' }, payout: { multiply: '1' } })).toEqual([
    'it has these amounts already',
  ])
  await expectBooks('money-zero', { sold: 1, revenue: '12.50', payout: '2.00' })
  expect(await reasonOf([id], { revenue: { set: '0' }, payout: { set: '0' } })).toEqual([null])
  await expectBooks('money-zero', { sold: 1, revenue: '0.00', payout: '0.00' })
})

test('Of a lead that was sold to several the buyer is named', async () => {
  const campaign = {
    ...campaignDocument,
    suppliers: { ADC1: { active: true } },
    payout: { on: 'sale', percent: 10 },
  } as const
  const scene = await makeScene(app, 'money-multi', {
    campaign,
    deliveries: { 'money-multi-a': { url: buyer.url }, 'money-multi-b': { url: buyer.url, buyer: 'BETA' } },
  })
  const { id } = await scene.settle()
  await expectBooks('money-multi', { sold: 1, revenue: '25.00', payout: '2.50' })
  const several = 'sold to ACME and BETA: name the buyer whose sale is meant'
  expect(await reasonOf([id], { revenue: { set: '1.00' } })).toEqual([several])
  expect(await reasonOf([id], { payout: { set: '1.00' } })).toEqual([several])
  expect(await reasonOf([id], { revenue: { set: '20.00' }, payout: { set: '1.00' }, buyer: 'BETA' })).toEqual([null])
  await expectBooks('money-multi', { sold: 1, revenue: '32.50', payout: '2.25' })
  await runJob(app.client, {
    action: 'return',
    selection: { ids: [id] },
    options: { reason: 'Other', reversePayout: true, buyer: 'BETA' },
  })
  await expectBooks('money-multi', { sold: 1, revenue: '12.50', payout: '1.25' })
  expect(await reasonOf([id], { revenue: { set: '1.00' }, buyer: 'BETA' })).toEqual(['not sold to BETA'])
})

test('It is confirmed by a typed word, and says exactly what is meant', async () => {
  const make = (options: object) => app.client.call(createJob, { body: change(['1'], options) })
  const refusals: [object, string][] = [
    [{ revenue: { set: '1.00' }, confirm: 'update' }, 'options.confirm'],
    [{}, 'options.revenue'],
    [{ revenue: {} }, 'options.revenue'],
    [{ revenue: { set: '1.00', add: '1.00' } }, 'options.revenue'],
    [{ revenue: { set: '-1.00' } }, 'options.revenue.set'],
    [{ payout: { multiply: '-2' } }, 'options.payout.multiply'],
    [{ payout: { add: '1.00001' } }, 'options.payout.add'],
  ]
  for (const [options, path] of refusals) {
    await expect(make(options), path).rejects.toMatchObject({ status: 400, errors: [{ path }] })
  }
  await expect(make({ revenue: { set: '1.00' }, buyer: 'NOBODY' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'options.buyer', code: 'unknown_buyer' }],
  })
})

test('Two jobs that add to the same leads at once both count', async () => {
  const scene = await makeScene(app, 'money-race', { deliveries: { 'money-race': { url: buyer.url } } })
  const leads = await Promise.all(Array.from({ length: 5 }, () => scene.settle()))
  const ids = leads.map(({ id }) => id)
  await Promise.all([
    runJob(app.client, change(ids, { revenue: { add: '1.00' } })),
    runJob(app.client, change(ids.toReversed(), { revenue: { add: '2.00' } })),
  ])
  await expectBooks('money-race', { sold: 5, revenue: '77.50', payout: '10.00' })
})
