// Jobs that are taken back, asked for over HTTP: leads, consent and books say what they said before, and what changed since is left alone.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createJob } from '@switchyard/contract/jobs/create.ts'
import { planJob } from '@switchyard/contract/jobs/plan.ts'
import { showJob } from '@switchyard/contract/jobs/show.ts'
import { undoJob } from '@switchyard/contract/jobs/undo.ts'
import { deleteLead } from '@switchyard/contract/leads/delete.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { updateLead } from '@switchyard/contract/leads/update.ts'
import { addSuppressionEntries } from '@switchyard/contract/suppression/addEntries.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { booksOf } from '@switchyard/testkit/booksOf.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { itemsOf, runJob, watchJob, type Job, type JobBody } from '@switchyard/testkit/job.ts'
import { detailOf, postLead } from '@switchyard/testkit/postLead.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

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

const wish = (action: string, ids: readonly string[], options: object): JobBody =>
  // The options of one action out of several: the server checks them.
  ({ action, selection: { ids: [...ids] }, options }) as unknown as JobBody

async function undo(job: Job): Promise<Job> {
  const { id } = await app.client.call(undoJob, { params: { id: job.id } })
  return watchJob(app.client, id, ({ finishedAt }) => finishedAt !== null)
}

async function reasonsOf(job: Job): Promise<(string | null)[]> {
  return (await itemsOf(app.client, job.id)).map(({ reason }) => reason)
}

const planOf = (job: Job) =>
  app.client.call(planJob, {
    body: {
      action: 'undo',
      selection: { query: { job: `${job.id}:succeeded` } },
      options: { job: job.id },
    },
  })

async function edit(id: string, fields: object, revision: number): Promise<void> {
  await app.client.call(updateLead, { params: { id }, body: { fields: { ...fields }, reason: 'by hand', revision } })
}

const settled = async (campaign: string, count: number) => {
  const scene = await makeScene(app, campaign, { deliveries: { [campaign]: { url: `${buyer.url}/accept` } } })
  const leads = []
  for (let place = 0; place < count; place++) leads.push(await scene.settle())
  return leads.map(({ id }) => id)
}

describe('Money', () => {
  test('comes back by further ledger rows; leads that were changed since are listed and left as they are', async () => {
    const ids = await settled('undo-money', 4)
    const [first = '', again = '', edited = '', erased = ''] = ids
    const raise = (options: object) => wish('updateMoney', ids, { confirm: 'UPDATE', ...options })
    const job = await runJob(app.client, raise({ revenue: { add: '1.00' }, payout: { set: '0' } }))
    expect(job).toMatchObject({ succeeded: 4, canUndo: true, undoneBy: null })
    await runJob(app.client, wish('updateMoney', [again], { confirm: 'UPDATE', revenue: { set: '20' } }))
    await edit(edited, { first_name: 'Anna' }, 1)
    await app.client.call(deleteLead, { params: { id: erased } })

    expect(await planOf(job)).toMatchObject({
      matched: 4,
      willDo: 1,
      money: [{ currency: 'GBP', revenue: '-1.00', payout: '2.00' }],
    })
    const back = await undo(job)
    expect(back).toMatchObject({ action: 'undo', undoes: job.id, succeeded: 1, leftOut: 3, outcomes: { restored: 1 } })
    expect(await reasonsOf(back)).toEqual([
      null,
      'its revenue was changed since, to 20.00',
      'edited since: it is at revision 2',
      'erased',
    ])
    const after = await detailOf(app, first)
    expect(after).toMatchObject({ revenue: '12.50', payout: '2.00' })
    expect(after.money.map(({ kind, amount, debit }) => `${kind} ${amount} ${debit}`)).toEqual([
      'payout 2.00 payout',
      'revenue 12.50 buyer:ACME',
      'adjustment 1.00 buyer:ACME',
      'adjustment 2.00 supplier:ADC1',
      'adjustment 1.00 revenue',
      'adjustment 2.00 payout',
    ])
    expect(after.timeline.findLast(({ kind }) => kind === 'moneyUpdated')?.text).toContain(`Undo of job ${job.id}`)
    expect(await detailOf(app, again)).toMatchObject({ revenue: '20.00', payout: null })
    const books = await booksOf(app, 'undo-money')
    expect(books.ledger).toEqual(books.list)

    expect(await app.client.call(showJob, { params: { id: job.id } })).toMatchObject({
      canUndo: false,
      undoneBy: back.id,
    })
    const twice = app.client.call(undoJob, { params: { id: job.id } })
    await expect(twice).rejects.toMatchObject({ status: 409, code: 'undone_already' })
    const undone = app.client.call(undoJob, { params: { id: back.id } })
    await expect(undone).rejects.toMatchObject({ status: 409, code: 'not_undoable' })
  })
})

describe('Fields', () => {
  test('get back what stood in them, received or edited, as a further revision', async () => {
    const [plain = '', touched = '', since = ''] = await settled('undo-edit', 3)
    await edit(touched, { first_name: 'Berta' }, 1)
    const body = wish('edit', [plain, touched, since], { set: { first_name: 'Carla' }, reason: 'wrong file' })
    const job = await runJob(app.client, body)
    expect(job.succeeded).toBe(3)
    await edit(since, { last_name: 'Miller' }, 2)
    const back = await undo(job)
    expect(back).toMatchObject({ succeeded: 2, leftOut: 1 })
    expect(await detailOf(app, plain)).toMatchObject({ fields: { first_name: goodLead().first_name }, revision: 3 })
    expect(await detailOf(app, touched)).toMatchObject({ fields: { first_name: 'Berta' }, revision: 4 })
    expect(await detailOf(app, since)).toMatchObject({ fields: { first_name: 'Carla', last_name: 'Miller' } })
    expect((await detailOf(app, plain)).revisions.at(-1)).toMatchObject({ reason: `Undo of job ${job.id}` })
  })
})

describe('Consent', () => {
  test('is what it was, but not for whom it was changed since, nor a yes for whom is suppressed by now', async () => {
    await makeScene(app, 'undo-consent', { deliveries: { 'undo-consent': { url: `${buyer.url}/accept` } } })
    const send = async (consent: object, fields: object = {}) => {
      const lead = { campaign: 'undo-consent', supplier: 'ADC1', fields: goodLead({ ...fields }), consent }
      return (await postLead(app, lead, { prefer: 'wait=20' })).answer.id
    }
    const yes = await send({ email: 'yes', text: 'I agree' })
    const back = await send({ email: 'yes', sms: 'yes', text: 'I agree' })
    const suppressed = await send({ email: 'yes', text: 'I agree' }, { email: 'stopped@example.com' })
    const ids = [yes, back, suppressed]
    const job = await runJob(app.client, wish('unsubscribe', ids, { channels: 'all' }))
    expect(job.succeeded).toBe(3)
    await runJob(app.client, wish('resubscribe', [back], { channels: 'sms', evidence: 'Rang us' }))
    await app.client.call(addSuppressionEntries, {
      params: { key: 'dnc' },
      body: { entries: ['stopped@example.com'] },
    })
    const done = await undo(job)
    expect(await reasonsOf(done)).toEqual([
      null,
      'consent to SMS was changed since',
      'stands on the suppression list Do not contact',
    ])
    const after = await detailOf(app, yes)
    expect(after.consent).toEqual({ email: 'yes', sms: 'unknown' })
    expect(after.consentHistory.at(-1)).toMatchObject({ source: `job ${done.id}` })
    expect((await detailOf(app, suppressed)).consent.email).toBe('no')
  })
})

describe('A return', () => {
  test('is taken back: the sale and its money stand again, also where the campaign showed a rejection', async () => {
    const deliveries = { 'undo-ret': { url: `${buyer.url}/accept` } }
    const scene = await makeScene(app, 'undo-ret', { campaign: { rejectOnRefusal: true }, deliveries })
    const [lead, again] = [await scene.settle(), await scene.settle()]
    const options = { reason: 'Wrong number', reversePayout: true }
    const job = await runJob(app.client, wish('return', [lead.id, again.id], options))
    expect(job.succeeded).toBe(2)
    expect(await detailOf(app, lead.id)).toMatchObject({ status: 'rejected', sold: 'returned' })
    await runJob(app.client, wish('redeliver', [again.id], { includeAccepted: true }))
    expect(await planOf(job)).toMatchObject({ willDo: 1, money: [{ revenue: '12.50', payout: '2.00' }] })
    const back = await undo(job)
    expect(await reasonsOf(back)).toEqual([null, 'offered again since it came back'])
    const after = await detailOf(app, lead.id)
    expect(after).toMatchObject({
      status: 'accepted',
      disposition: lead.disposition,
      sold: 'sold',
      soldReason: null,
      deliveryStatus: 'full',
      revenue: '12.50',
      payout: '2.00',
      dispatches: [{ state: 'accepted', returnReason: null, returnedAt: null }],
    })
    const books = await booksOf(app, 'undo-ret')
    expect(books.ledger).toEqual(books.list)
    expect(books.ledger).toEqual(books.summary)
  })
})

describe('What was kept rejected', () => {
  test('waits again, unless it was checked again since', async () => {
    const scene = await makeScene(app, 'undo-kept', { deliveries: { 'undo-kept': { url: `${buyer.url}/accept` } } })
    const [lead, checked] = [await scene.settle({ make: 'Trabant' }), await scene.settle({ make: 'Trabant' })]
    const job = await runJob(app.client, wish('keepRejected', [lead.id, checked.id], { reason: 'No buyer' }))
    expect(job.succeeded).toBe(2)
    await runJob(app.client, wish('reprocess', [checked.id], {}))
    const back = await undo(job)
    expect(await reasonsOf(back)).toEqual([null, 'not kept by that job any more'])
    expect((await detailOf(app, lead.id)).keptAt).toBeNull()
  })
})

test('What cannot be undone is refused by name, and undoing has a road of its own', async () => {
  const [lead = ''] = await settled('undo-not', 1)
  const sent = await runJob(app.client, wish('redeliver', [lead], { includeAccepted: true }))
  expect(sent.canUndo).toBe(false)
  await expect(app.client.call(undoJob, { params: { id: sent.id } })).rejects.toMatchObject({
    status: 409,
    code: 'not_undoable',
  })
  await expect(app.client.call(undoJob, { params: { id: '999999' } })).rejects.toMatchObject({ status: 404 })
  const direct = wish('undo', [lead], { job: sent.id })
  await expect(app.client.call(createJob, { body: direct })).rejects.toMatchObject({ status: 422 })
  const nothing = await runJob(app.client, wish('unsubscribe', [lead], { channels: 'all' }))
  await app.db.engine`UPDATE jobs SET finished_at = now() - interval '31 days' WHERE id = ${nothing.id}::bigint`
  await expect(app.client.call(undoJob, { params: { id: nothing.id } })).rejects.toMatchObject({ code: 'too_late' })
})

test('The list finds the leads of a job by what came of them', async () => {
  const ids = await settled('undo-list', 2)
  const job = await runJob(app.client, wish('unsubscribe', [...ids, '999999'], { channels: 'all' }))
  const of = async (state: string) =>
    (await app.client.call(listLeads, { query: { job: `${job.id}${state}` } })).leads.map(({ id }) => id).toSorted()
  expect(await of('')).toEqual(ids)
  expect(await of(':succeeded')).toEqual(ids)
  expect(await of(':failed')).toEqual([])
  await expect(app.client.call(listLeads, { query: { job: `${job.id}:odd` } })).rejects.toMatchObject({ status: 400 })
})
