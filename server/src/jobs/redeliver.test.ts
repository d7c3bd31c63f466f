// Redelivery as an operator does it: over HTTP, to a buyer that listens.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createJob } from '@switchyard/contract/jobs/create.ts'
import { planJob } from '@switchyard/contract/jobs/plan.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import { updateLead } from '@switchyard/contract/leads/update.ts'
import { putBuyer } from '@switchyard/contract/buyers/put.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { itemsOf, runJob, watchJob, type JobBody } from '@switchyard/testkit/job.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene, statesOf } from '@switchyard/testkit/scene.ts'

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

function redelivery(ids: readonly string[], options: object = {}): JobBody {
  return { action: 'redeliver', selection: { ids: [...ids] }, options }
}

/** The bodies that the buyer got for one lead, oldest first. */
function payloads(lead: string): Record<string, unknown>[] {
  return buyer
    .requests()
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    .filter((body) => body['lead'] === lead)
}

async function refused(body: JobBody) {
  return app.client.call(createJob, { body }).then(
    () => null,
    (error: { status: number; errors: readonly { path: string; code: string; message: string }[] }) => ({
      status: error.status,
      errors: error.errors,
    }),
  )
}

describe('A lead with a mistyped year', () => {
  test("is refused in the buyer's words, edited, redelivered, and sold with the year that was meant", async () => {
    const scene = await makeScene(app, 'story', { deliveries: { 'story-acme': { url: buyer.url } } })
    const before = await scene.settle({ vehicle_year: 2025 })
    expect(before).toMatchObject({ sold: 'unsold', deliveryStatus: 'fail', revenue: null })
    expect(before.buyers).toMatchObject([
      { buyer: 'ACME', delivery: 'story-acme', state: 'rejected', reason: 'vehicle_year 2025 not allowed' },
    ])

    const again = await runJob(app.client, redelivery([before.id]))
    expect(again).toMatchObject({ state: 'done', total: 1, failed: 1, outcomes: { rejected: 1 } })

    const body = { fields: { vehicle_year: 2015 }, reason: 'mistyped', revision: before.revision }
    await app.client.call(updateLead, { params: { id: before.id }, body })
    const job = await runJob(app.client, redelivery([before.id], { delivery: 'story-acme' }))
    expect(job).toMatchObject({ state: 'done', total: 1, done: 1, succeeded: 1, failed: 0, leftOut: 0 })
    expect(job.outcomes).toEqual({ accepted: 1 })

    const after = await detailOf(app, before.id)
    expect(after).toMatchObject({ sold: 'sold', soldReason: null, deliveryStatus: 'full', revenue: '12.50' })
    expect(after.buyers).toMatchObject([{ buyer: 'ACME', delivery: 'story-acme', state: 'accepted', reason: null }])
    expect(payloads(before.id).map(({ vehicle_year: year }) => year)).toEqual([2025, 2025, 2015])
    expect(after.dispatches.at(-1)?.attempts[0]?.leadRevision).toBe(2)
    expect(after.timeline.filter(({ kind }) => kind === 'redelivered').map(({ text }) => text)).toEqual([
      'Redelivered to story-acme',
      'Redelivered to story-acme',
    ])
    const keys = buyer.requests().filter(({ body: text }) => text.includes(`"${before.id}"`))
    expect(new Set(keys.map(({ headers }) => headers['idempotency-key'])).size).toBe(3)
    const listed = await app.client.call(listLeads, { query: { activity: ['redelivered'], campaign: 'story' } })
    expect(listed.leads.map(({ id }) => id)).toEqual([before.id])
    const inJob = await app.client.call(listLeads, { query: { job: job.id } })
    expect(inJob.leads.map(({ id }) => id)).toEqual([before.id])
  })

  test('shows the newest refusal while nobody takes it', async () => {
    const scene = await makeScene(app, 'newest', { deliveries: { 'newest-acme': { url: buyer.url } } })
    const lead = await scene.settle({ vehicle_year: 2025 })
    const body = { fields: { vehicle_year: 2026 }, reason: 'another guess', revision: 1 }
    await app.client.call(updateLead, { params: { id: lead.id }, body })
    await runJob(app.client, redelivery([lead.id]))
    const after = await detailOf(app, lead.id)
    expect(after).toMatchObject({ sold: 'unsold', deliveryStatus: 'fail' })
    expect(after.soldReason).toBe('newest-acme: vehicle_year 2026 not allowed')
    expect(after.buyers[0]?.reason).toBe('vehicle_year 2026 not allowed')
  })

  test('is open again where the campaign shows a refusal as a rejection', async () => {
    const deliveries = { 'shown-acme': { url: buyer.url } }
    const scene = await makeScene(app, 'shown', { campaign: { rejectOnRefusal: true }, deliveries })
    const lead = await scene.settle({ vehicle_year: 2025 })
    expect(lead).toMatchObject({ status: 'rejected', disposition: { code: 'REJECT_LEAD_DESTINATION' } })
    expect((await runJob(app.client, redelivery([lead.id]))).outcomes).toEqual({ rejected: 1 })
    const still = await detailOf(app, lead.id)
    expect(still).toMatchObject({ status: 'rejected', disposition: { code: 'REJECT_LEAD_DESTINATION' } })
    const body = { fields: { vehicle_year: 2015 }, reason: 'mistyped', revision: 1 }
    await app.client.call(updateLead, { params: { id: lead.id }, body })
    await runJob(app.client, redelivery([lead.id]))
    const after = await detailOf(app, lead.id)
    expect(after).toMatchObject({ status: 'accepted', sold: 'sold', revenue: '12.50' })
    expect(after.disposition).toEqual({ code: 'ACCEPT_LEAD_AFTER_FIX', reason: null, failures: [] })
  })
})

describe('The rules of a delivery', () => {
  test('leave a lead out in words, unless they are skipped', async () => {
    const rules = { field: 'vehicle_year', op: 'gte', value: 2010 } as const
    const scene = await makeScene(app, 'ruled', { deliveries: { 'ruled-acme': { url: buyer.url, rules } } })
    const lead = await scene.settle({ vehicle_year: 1999 })
    expect(lead).toMatchObject({ sold: 'unsold', deliveryStatus: 'blank' })

    const kept = redelivery([lead.id], { skipRules: false })
    const plan = await app.client.call(planJob, { body: kept })
    expect(plan).toMatchObject({ matched: 1, willDo: 0 })
    expect(plan.leftOut).toEqual([{ reason: 'rule vehicle_year >= 2010, lead: 1999', count: 1, leads: [lead.id] }])
    const none = await runJob(app.client, kept)
    expect(none).toMatchObject({ state: 'done', leftOut: 1, succeeded: 0, outcomes: {} })
    expect(await itemsOf(app.client, none.id)).toMatchObject([
      { leadId: lead.id, state: 'leftOut', reason: 'rule vehicle_year >= 2010, lead: 1999', dispatchId: null },
    ])
    expect(payloads(lead.id)).toEqual([])

    const skipping = redelivery([lead.id], { skipRules: true })
    expect((await app.client.call(planJob, { body: skipping })).warnings).toContain(
      'The filter rules of ruled-acme are skipped',
    )
    expect((await runJob(app.client, skipping)).outcomes).toEqual({ accepted: 1 })
    const after = await detailOf(app, lead.id)
    expect(after).toMatchObject({ sold: 'sold', revenue: '12.50', deliveryStatus: 'full' })
    expect(after.timeline.find(({ kind }) => kind === 'redelivered')?.text).toBe(
      'Redelivered to ruled-acme, its rules skipped',
    )
  })
})

describe('What a delivery has accepted', () => {
  test('is left out unless asked for, and then neither paid twice nor unsold by a refusal', async () => {
    const scene = await makeScene(app, 'bought', { deliveries: { 'bought-acme': { url: buyer.url } } })
    const lead = await scene.settle()
    expect(lead.sold).toBe('sold')
    const left = await runJob(app.client, redelivery([lead.id]))
    expect(left).toMatchObject({ leftOut: 1, succeeded: 0 })
    expect((await itemsOf(app.client, left.id))[0]?.reason).toBe('already accepted by bought-acme')

    const again = await runJob(app.client, redelivery([lead.id], { includeAccepted: true }))
    expect(again.outcomes).toEqual({ accepted: 1 })
    const body = { fields: { vehicle_year: 2025 }, reason: 'so that it is refused', revision: 1 }
    await app.client.call(updateLead, { params: { id: lead.id }, body })
    const refusal = await runJob(app.client, redelivery([lead.id], { includeAccepted: true }))
    expect(refusal.outcomes).toEqual({ rejected: 1 })
    const after = await detailOf(app, lead.id)
    expect(statesOf(after)).toEqual(['bought-acme accepted', 'bought-acme accepted', 'bought-acme rejected'])
    expect(after).toMatchObject({ sold: 'sold', revenue: '12.50', deliveryStatus: 'fail' })
    expect(after.money.filter(({ kind }) => kind === 'revenue')).toHaveLength(1)
  })
})

describe('A campaign with several deliveries', () => {
  test('asks which, and names them with buyer and host', async () => {
    const deliveries = { 'many-acme': { url: buyer.url }, 'many-beta': { url: buyer.url, buyer: 'BETA' } }
    const scene = await makeScene(app, 'many', { deliveries, route: { kind: 'priority', maxSales: 1 } })
    const lead = await scene.settle({ last_name: 'REFUSE' })
    expect(statesOf(lead)).toEqual(['many-acme rejected', 'many-beta rejected'])
    const host = new URL(buyer.url).host
    const problem = await refused(redelivery([lead.id]))
    expect(problem?.status).toBe(422)
    expect(problem?.errors).toEqual([
      {
        path: 'options.delivery',
        code: 'several_deliveries',
        message: `Campaign many has several deliveries, choose one: many-acme (many-acme, buyer ACME, ${host}), many-beta (many-beta, buyer BETA, ${host})`,
      },
    ])

    // Sent to one of them, the route does not wake up behind it.
    const job = await runJob(app.client, redelivery([lead.id], { delivery: 'many-acme' }))
    expect(job.outcomes).toEqual({ rejected: 1 })
    const after = await detailOf(app, lead.id)
    expect(statesOf(after)).toEqual(['many-acme rejected', 'many-beta rejected', 'many-acme rejected'])
  })

  test('takes leads of other campaigns for what they are', async () => {
    const scene = await makeScene(app, 'own', { deliveries: { 'own-acme': { url: buyer.url } } })
    const other = await makeScene(app, 'other', { deliveries: { 'other-acme': { url: buyer.url } } })
    const [mine, foreign] = [await scene.settle({ last_name: 'REFUSE' }), await other.settle({ last_name: 'REFUSE' })]
    const plan = await app.client.call(planJob, { body: redelivery([mine.id, foreign.id], { delivery: 'own-acme' }) })
    expect(plan).toMatchObject({ matched: 2, willDo: 1 })
    expect(plan.leftOut).toMatchObject([{ reason: 'belongs to campaign other, own-acme to own', count: 1 }])
    // Each campaign has one delivery only: nothing has to be chosen.
    expect(await app.client.call(planJob, { body: redelivery([mine.id, foreign.id]) })).toMatchObject({ willDo: 2 })
  })
})

describe('A redelivery that cannot be', () => {
  test('is refused with the place of the mistake', async () => {
    const scene = await makeScene(app, 'off', { deliveries: { 'off-acme': { url: buyer.url, buyer: 'OFF' } } }).catch(
      () => null,
    )
    expect(scene).toBeNull()
    await app.client.call(putBuyer, { params: { bid: 'OFF' }, body: { name: 'Off' } })
    const made = await makeScene(app, 'off', { deliveries: { 'off-acme': { url: buyer.url, buyer: 'OFF' } } })
    const lead = await made.settle({ last_name: 'REFUSE' })
    const ids = [lead.id]
    const first = async (options: object) => (await refused(redelivery(ids, options)))?.errors[0]
    expect(await first({ delivery: 'nobody' })).toMatchObject({ path: 'options.delivery', code: 'unknown_delivery' })
    await made.change('off-acme', { status: 'paused' })
    expect(await first({})).toMatchObject({ path: 'options.delivery', code: 'inactive_delivery' })
    await made.change('off-acme', { status: 'active' })
    await app.client.call(putBuyer, { params: { bid: 'OFF' }, body: { name: 'Off', active: false } })
    expect(await first({})).toMatchObject({ path: 'options.delivery', code: 'inactive_buyer' })
  })

  test('leaves out leads that are not accepted', async () => {
    const scene = await makeScene(app, 'bad', { deliveries: { 'bad-acme': { url: buyer.url } } })
    const lead = (await scene.send({ email: 'nonsense' })).answer
    expect(lead.status).toBe('rejected')
    const job = await runJob(app.client, redelivery([lead.id]))
    expect((await itemsOf(app.client, job.id))[0]?.reason).toBe('rejected: only accepted leads can be redelivered')
  })
})

describe('An automatic retry that waits', () => {
  test('is replaced by the redelivery', async () => {
    const retry = { delaysSeconds: [3600], maxAgeHours: 24 }
    const scene = await makeScene(app, 'retry', { deliveries: { 'retry-acme': { url: `${buyer.url}/busy`, retry } } })
    const { answer } = await scene.send()
    await expect.poll(async () => (await detailOf(app, answer.id)).dispatches[0]?.dueAt ?? null).not.toBeNull()
    await expect.poll(async () => (await detailOf(app, answer.id)).dispatches[0]?.state).toBe('queued')
    const plan = await app.client.call(planJob, { body: redelivery([answer.id]) })
    expect(plan.warnings).toEqual(['1 lead waits to be sent to retry-acme anyway: that is replaced'])
    await scene.change('retry-acme', {
      request: { url: buyer.url, method: 'POST', format: 'json', body: { lead: '{{ lead.id }}' } },
    })
    const job = await runJob(app.client, redelivery([answer.id]))
    expect(job.outcomes).toEqual({ accepted: 1 })
    const after = await detailOf(app, answer.id)
    expect(after.dispatches.map(({ state, reason }) => ({ state, reason }))).toEqual([
      { state: 'cancelled', reason: 'replaced by redelivery' },
      { state: 'accepted', reason: null },
    ])
    expect(after).toMatchObject({ sold: 'sold', deliveryStatus: 'full' })
  })
})

describe('Caps and hours', () => {
  test('do not keep a redelivery back; what is accepted beyond a cap is counted beside it', async () => {
    const caps = [{ period: 'total', limit: 1, whenFull: 'next' }] as const
    const scene = await makeScene(app, 'capped', { deliveries: { 'capped-acme': { url: buyer.url, caps: [...caps] } } })
    await scene.settle()
    const left = await scene.settle()
    expect(left).toMatchObject({ sold: 'unsold' })
    const body = redelivery([left.id])
    expect((await app.client.call(planJob, { body })).warnings).toEqual([
      'The caps of capped-acme are not looked at; what it accepts is counted as over the cap',
    ])
    expect((await runJob(app.client, body)).outcomes).toEqual({ accepted: 1 })
    expect(await detailOf(app, left.id)).toMatchObject({ sold: 'sold', revenue: '12.50' })
    expect((await detailOf(app, left.id)).dispatches).toMatchObject([{ overCap: true, skipRules: false }])
    const windows = await app.db.engine`
      SELECT used::int, reserved::int, over_cap::int FROM cap_windows WHERE scope = 'delivery capped-acme'`
    expect(windows.map((row) => ({ ...row }))).toEqual([{ used: 1, reserved: 0, over_cap: 1 }])
  })

  test('are passed by outside hours, and the plan says so', async () => {
    const schedule = { timezone: 'Europe/London', weekly: {}, outside: 'hold' as const }
    const scene = await makeScene(app, 'closed', { deliveries: { 'closed-acme': { url: buyer.url } } })
    const lead = await scene.settle({ last_name: 'REFUSE' })
    await scene.change('closed-acme', { schedule })
    const body = redelivery([lead.id])
    expect((await app.client.call(planJob, { body })).warnings).toEqual([
      'closed-acme is closed now; it is sent to all the same',
    ])
    expect((await runJob(app.client, body)).outcomes).toEqual({ rejected: 1 })
  })
})

describe('An attempt under way', () => {
  test('is waited for: there is never a second one beside it', async () => {
    const scene = await makeScene(app, 'busy', {
      deliveries: { 'busy-acme': { url: `${buyer.url}/hang`, timeoutMs: 1500 } },
    })
    const { answer } = await scene.send()
    await expect.poll(async () => (await detailOf(app, answer.id)).dispatches[0]?.state).toBe('sending')
    const { id } = await app.client.call(createJob, { body: redelivery([answer.id]) })
    const waiting = await watchJob(app.client, id, ({ startedAt }) => startedAt !== null)
    expect(waiting).toMatchObject({ state: 'running', done: 0 })
    expect((await itemsOf(app.client, id))[0]).toMatchObject({ state: 'waiting', reason: 'an attempt is under way' })
    // The request went out and brought no answer: a person's redelivery sends it again.
    await expect
      .poll(async () => (await detailOf(app, answer.id)).dispatches[0]?.state, { timeout: 5000 })
      .toBe('review')
    const job = await watchJob(app.client, id, ({ finishedAt }) => finishedAt !== null)
    expect(job).toMatchObject({ state: 'done', failed: 1, outcomes: { review: 1 } })
    const after = await detailOf(app, answer.id)
    expect(statesOf(after)).toEqual(['busy-acme review', 'busy-acme review'])
    const [first, second] = after.dispatches.map(({ attempts }) => attempts[0])
    const firstEndMs = Date.parse(first?.at ?? '') + (first?.durationMs ?? 0)
    expect(Date.parse(second?.at ?? '')).toBeGreaterThanOrEqual(firstEndMs)
  })
})
