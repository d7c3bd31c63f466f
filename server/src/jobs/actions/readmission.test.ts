// Reprocess, release and edit of many leads, asked for over HTTP.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { BodyInput } from '@switchyard/contract/endpoint.ts'
import { createJob } from '@switchyard/contract/jobs/create.ts'
import { listJobItems } from '@switchyard/contract/jobs/items.ts'
import { planJob } from '@switchyard/contract/jobs/plan.ts'
import { showJob } from '@switchyard/contract/jobs/show.ts'
import { checkLead } from '@switchyard/contract/leads/check.ts'
import { deleteLead } from '@switchyard/contract/leads/delete.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { updateLead } from '@switchyard/contract/leads/update.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { campaignDocument, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene, type Scene } from '@switchyard/testkit/scene.ts'

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

const filters = [
  { action: 'reject', when: { field: 'vehicle_year', op: 'lt', value: 2000 }, reason: 'too old' },
  { action: 'quarantine', when: { field: 'vehicle_year', op: 'is', value: 2001 }, reason: 'look at it' },
] as const

function sceneOf(key: string): Promise<Scene> {
  return makeScene(app, key, {
    campaign: { ...campaignDocument, filters: [...filters] },
    deliveries: { [key]: { url: `${buyer.url}/accept` } },
  })
}

type JobBody = BodyInput<typeof createJob>

/** The job once nothing of it is open. */
async function ran(body: JobBody) {
  const { id } = await app.client.call(createJob, { body })
  const job = () => app.client.call(showJob, { params: { id } })
  await expect.poll(async () => (await job()).state, { timeout: 20_000 }).toBe('done')
  await app.idle()
  const { items } = await app.client.call(listJobItems, { params: { id }, query: {} })
  return { job: await job(), items: new Map(items.map((item) => [item.leadId, item])) }
}

describe('Reprocess', () => {
  test('checks refused leads again, edits included, and says of each what came of it', async () => {
    const scene = await sceneOf('again')
    const fixed = await scene.settle({ make: 'Skoda' })
    const bad = await scene.settle({ make: 'Trabant' })
    const sold = await scene.settle()
    await app.client.call(updateLead, {
      params: { id: fixed.id },
      body: { fields: { make: 'Volvo' }, reason: 'asked them', revision: 1 },
    })
    const selection = { query: { campaign: 'again' } } as const
    const plan = await app.client.call(planJob, { body: { action: 'reprocess', selection } })
    expect(plan).toMatchObject({
      matched: 3,
      willDo: 2,
      leftOut: [{ reason: 'already sold, and nobody is left to offer it to', count: 1 }],
    })
    const { job, items } = await ran({ action: 'reprocess', selection })
    expect(job).toMatchObject({ total: 3, succeeded: 1, failed: 1, leftOut: 1, outcomes: { accepted: 1, rejected: 1 } })
    expect(items.get(bad.id)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining("'Trabant' is not in list"),
    })
    expect(items.get(sold.id)).toMatchObject({ state: 'leftOut' })
    expect(await detailOf(app, fixed.id)).toMatchObject({
      status: 'accepted',
      disposition: { code: 'ACCEPT_LEAD_AFTER_FIX' },
      sold: 'sold',
      revision: 2,
      fields: { make: 'Volvo' },
      receivedAt: fixed.receivedAt,
    })
    const { leads } = await app.client.call(listLeads, { query: { campaign: 'again', activity: 'resubmitted' } })
    expect(leads.map(({ id }) => id).toSorted()).toEqual([bad.id, fixed.id].toSorted())
  })

  test('skips named checks for a reason only', async () => {
    const scene = await sceneOf('skips')
    const { id } = await scene.settle({ vehicle_year: 1999 })
    const body = { action: 'reprocess', selection: { ids: [id] } } as const
    await expect(
      app.client.call(createJob, { body: { ...body, options: { skip: ['filters'] } } }),
    ).rejects.toMatchObject({ status: 400, errors: [{ path: 'options.reason' }] })
    await expect(
      app.client.call(createJob, { body: { ...body, options: { skip: ['suppression' as 'caps'], reason: 'x' } } }),
    ).rejects.toMatchObject({ status: 400 })
    await ran({ ...body, options: { skip: ['filters'], reason: 'agreed with the buyer' } })
    const lead = await detailOf(app, id)
    expect(lead).toMatchObject({ status: 'accepted', disposition: { code: 'ACCEPT_LEAD_OVERRIDE' }, sold: 'sold' })
    const told = lead.timeline.find(({ kind }) => kind === 'resubmitted')
    expect(told?.text).toContain('skipping filters')
    expect(told?.text).toContain('agreed with the buyer')
  })
})

describe('Release', () => {
  test('lets quarantined leads go on along the route, or refuses them', async () => {
    const scene = await sceneOf('held')
    const [go, stop] = [await scene.settle({ vehicle_year: 2001 }), await scene.settle({ vehicle_year: 2001 })]
    const other = await scene.settle()
    const released = await ran({
      action: 'release',
      selection: { ids: [go.id, other.id] },
      options: { to: 'process' },
    })
    expect(released.job).toMatchObject({ succeeded: 1, leftOut: 1 })
    expect(released.items.get(other.id)?.reason).toBe('not in quarantine')
    expect(await detailOf(app, go.id)).toMatchObject({
      status: 'accepted',
      disposition: { code: 'ACCEPT_LEAD' },
      sold: 'sold',
      payout: '2.00',
    })
    await ran({
      action: 'release',
      selection: { ids: [stop.id] },
      options: { to: 'reject', reason: 'not a person' },
    })
    expect(await detailOf(app, stop.id)).toMatchObject({
      status: 'rejected',
      sold: null,
      payout: null,
      disposition: {
        code: 'REJECT_LEAD_REVIEW',
        reason: expect.stringContaining('not a person'),
        failures: [{ code: 'REJECT_LEAD_REVIEW' }],
      },
    })
    const { leads } = await app.client.call(listLeads, { query: { campaign: 'held', activity: 'released' } })
    expect(leads).toHaveLength(2)
  })

  test('at a pace takes its next portion only when its time has come', async () => {
    const scene = await sceneOf('paced')
    const ids: string[] = []
    for (let count = 0; count < 3; count += 1) ids.push((await scene.settle({ vehicle_year: 2001 })).id)
    const { id } = await app.client.call(createJob, {
      body: { action: 'release', selection: { ids }, options: { to: 'process', perMinute: 2 } },
    })
    const job = () => app.client.call(showJob, { params: { id } })
    await expect.poll(async () => (await job()).done, { timeout: 20_000 }).toBe(1)
    const [row] = await app.db.engine<{ seconds: number }[]>`
      SELECT extract(epoch FROM next_at - now())::float8 AS seconds FROM jobs WHERE id = ${id}::bigint`
    expect(row?.seconds).toBeGreaterThan(25)
    expect(row?.seconds).toBeLessThanOrEqual(30)
    expect(await job()).toMatchObject({ state: 'running', done: 1 })
  })
})

describe('Edit', () => {
  test('sets the same values in many leads, each with its revision; what the checks refuse stays as it was', async () => {
    const scene = await sceneOf('edited')
    const lead = await scene.settle({ make: 'Audi' })
    const same = await scene.settle({ make: 'Volvo' })
    const selection = { ids: [lead.id, same.id] }
    const done = await ran({ action: 'edit', selection, options: { set: { make: 'Volvo' }, reason: 'wrong list' } })
    expect(done.job).toMatchObject({ succeeded: 1, leftOut: 1, outcomes: { edited: 1 } })
    expect(done.items.get(same.id)?.reason).toBe('it has these values already')
    expect(await detailOf(app, lead.id)).toMatchObject({
      revision: 2,
      fields: { make: 'Volvo' },
      revisions: [{ revision: 2, reason: 'wrong list', changes: { make: { from: 'Audi', to: 'Volvo' } } }],
    })
    const refused = await ran({ action: 'edit', selection, options: { set: { vehicle_year: 1900 }, reason: 'try' } })
    expect(refused.job).toMatchObject({ failed: 2, outcomes: { invalid: 2 } })
    expect(refused.items.get(lead.id)?.reason).toContain('Vehicle year')
    expect((await detailOf(app, lead.id)).revision).toBe(2)
    await expect(
      app.client.call(createJob, {
        body: { action: 'edit', selection, options: { set: { colour: 'red' }, reason: 'try' } },
      }),
    ).rejects.toMatchObject({ status: 422, errors: [{ path: 'options.set.colour' }] })
  })
})

describe('The check of one lead', () => {
  const check = (id: string) => app.client.call(checkLead, { params: { id } })

  test('says what would become of it, with every delivery, and changes nothing', async () => {
    const scene = await makeScene(app, 'dry', {
      route: { kind: 'priority', maxSales: 1 },
      deliveries: {
        'dry-a': { url: `${buyer.url}/refuse`, buyer: 'ACME' },
        'dry-b': {
          url: `${buyer.url}/accept`,
          buyer: 'BETA',
          rules: { field: 'vehicle_year', op: 'gte', value: 2020 },
        },
      },
    })
    const bad = await scene.settle({ make: 'Skoda' })
    expect(await check(bad.id)).toMatchObject({
      now: 'rejected',
      status: 'rejected',
      disposition: { code: 'REJECT_LEAD_INVALID_LIST_VALUE' },
      decision: null,
      offers: [],
    })
    await app.client.call(updateLead, {
      params: { id: bad.id },
      body: { fields: { make: 'Audi' }, reason: 'fixed', revision: 1 },
    })
    const before = await snapshot()
    const found = await check(bad.id)
    expect(found).toMatchObject({
      now: 'rejected',
      status: 'accepted',
      disposition: { code: 'ACCEPT_LEAD_AFTER_FIX', failures: [] },
      offers: [{ delivery: 'dry-a', buyer: 'ACME' }],
      leftOut: null,
    })
    expect(found.decision?.considered).toMatchObject([
      { delivery: 'dry-a', excluded: null },
      { delivery: 'dry-b', excluded: { why: 'rule', words: expect.stringContaining('2015') } },
    ])
    expect(found.words).toEqual(expect.arrayContaining([expect.stringContaining('dry-b')]))
    expect(await snapshot()).toEqual(before)
    expect(await detailOf(app, bad.id)).toMatchObject({ status: 'rejected', dispatches: [] })
  })

  test('of a sold lead says that it is, and of one that is not there or erased, that there is nothing to check', async () => {
    const scene = await sceneOf('checked')
    const sold = await scene.settle()
    expect(await check(sold.id)).toMatchObject({
      status: 'accepted',
      disposition: { code: 'ACCEPT_LEAD' },
      offers: [],
      leftOut: 'already sold, and nobody is left to offer it to',
      decision: { considered: [{ excluded: { why: 'alreadySold' } }] },
    })
    await app.client.call(deleteLead, { params: { id: sold.id } })
    await expect(check(sold.id)).rejects.toMatchObject({ status: 409, code: 'erased' })
    await expect(check('999999999')).rejects.toMatchObject({ status: 404 })
    const other = await app.otherAccount()
    await expect(other.client.call(checkLead, { params: { id: sold.id } })).rejects.toMatchObject({ status: 404 })
  })

  async function snapshot() {
    const [row] = await app.db.engine`
      SELECT (SELECT count(*) FROM dispatches) AS dispatches, (SELECT count(*) FROM dedupe_keys) AS keys,
        (SELECT sum(used + reserved) FROM cap_windows) AS caps, (SELECT count(*) FROM ledger) AS ledger,
        (SELECT count(*) FROM lead_events) AS events`
    return row
  }
})
