// Jobs as such: which leads are in them, how they are held and let go, and that each lead has exactly one outcome.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { cancelJob } from '@switchyard/contract/jobs/cancel.ts'
import { createJob } from '@switchyard/contract/jobs/create.ts'
import { listJobItems } from '@switchyard/contract/jobs/items.ts'
import { listJobs } from '@switchyard/contract/jobs/list.ts'
import { pauseJob } from '@switchyard/contract/jobs/pause.ts'
import { planJob } from '@switchyard/contract/jobs/plan.ts'
import { listJobReasons } from '@switchyard/contract/jobs/reasons.ts'
import { resumeJob } from '@switchyard/contract/jobs/resume.ts'
import { retryJob } from '@switchyard/contract/jobs/retry.ts'
import { showJob } from '@switchyard/contract/jobs/show.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { listLeads } from '@switchyard/contract/leads/list.ts'
import type { LeadSelection } from '@switchyard/contract/jobs/selection.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { itemsOf, runJob, watchJob, type JobBody } from '@switchyard/testkit/job.ts'
import { detailOf } from '@switchyard/testkit/postLead.ts'
import { makeScene, type Scene } from '@switchyard/testkit/scene.ts'

let app: TestApp
let buyer: ScriptedBuyer
/** How the buyer answers from now on. */
let mood: { code: number; status: 'accepted' | 'rejected' | 'busy'; delayMs: number }

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startScriptedBuyer((_, response) => {
    setTimeout(() => answerJson(response, mood.code, { status: mood.status, message: 'not today' }), mood.delayMs)
  })
  await setUpAutoWarranty(app.client)
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

/** A campaign whose leads wait for a person: its delivery is only sent to by hand. */
async function sceneWith(name: string, count: number, concurrency = 8): Promise<{ scene: Scene; ids: string[] }> {
  mood = { code: 200, status: 'accepted', delayMs: 0 }
  const delivery = { url: buyer.url, trigger: 'manual' as const, concurrency }
  const scene = await makeScene(app, name, { campaign: { dedupe: [] }, deliveries: { [`${name}-acme`]: delivery } })
  const ids: string[] = []
  while (ids.length < count) {
    const size = Math.min(1000, count - ids.length)
    const leads = Array.from({ length: size }, () => ({ campaign: name, supplier: 'ADC1', fields: goodLead() }))
    const { results } = await app.client.call(createLeads, { body: { leads } })
    for (const result of results) if ('id' in result) ids.push(result.id)
  }
  expect(ids).toHaveLength(count)
  return { scene, ids }
}

function redelivery(selection: object, options: object = {}): JobBody {
  // The contract checks it when it comes in.
  return { action: 'redeliver', selection: selection as { ids: string[] }, options }
}

async function leadIdsOf(jobId: string): Promise<string[]> {
  return (await itemsOf(app.client, jobId)).map(({ leadId }) => leadId ?? '')
}

function ended({ finishedAt }: { readonly finishedAt: string | null }): boolean {
  return finishedAt !== null
}

describe('A number of all results', () => {
  test('is exactly the newest, the oldest, or the same random ones for the same seed', async () => {
    const { ids } = await sceneWith('take', 5000)
    // Held at once, so that only membership is looked at.
    const members = async (take: object): Promise<string[]> => {
      const body = redelivery({ query: { campaign: 'take' }, take }, { perSecond: 0.01 })
      const { id, total } = await app.client.call(createJob, { body })
      expect(total).toBe(100)
      await app.client.call(cancelJob, { params: { id } })
      return leadIdsOf(id)
    }
    const received = await app.db.engine<{ id: string }[]>`
      SELECT id::text AS id FROM leads WHERE campaign = 'take' ORDER BY received_at, leads.id`
    const oldestFirst = received.map(({ id }) => id)
    expect(new Set(oldestFirst)).toEqual(new Set(ids))
    expect(await members({ count: 100, order: 'oldest' })).toEqual(oldestFirst.slice(0, 100))
    expect(await members({ count: 100, order: 'newest' })).toEqual(oldestFirst.toReversed().slice(0, 100))
    const seven = await members({ count: 100, order: 'random', seed: 7 })
    expect(await members({ count: 100, order: 'random', seed: 7 })).toEqual(seven)
    expect(new Set(await members({ count: 100, order: 'random', seed: 8 }))).not.toEqual(new Set(seven))
    expect(new Set(seven).size).toBe(100)
    expect(seven.every((id) => ids.includes(id))).toBe(true)
  }, 60_000)

  test('keeps the seed that was drawn for it, so that it can be chosen again', async () => {
    await sceneWith('drawn', 60)
    const body = redelivery({ query: { campaign: 'drawn' }, take: { count: 5, order: 'random' } })
    const first = await runJob(app.client, body)
    const { selection } = first
    expect(selection).toMatchObject({ query: { campaign: 'drawn' }, take: { count: 5, order: 'random' } })
    const again = redelivery(selection as LeadSelection, { includeAccepted: true })
    expect(await leadIdsOf((await runJob(app.client, again)).id)).toEqual(await leadIdsOf(first.id))
  })
})

describe('Membership', () => {
  test('is fixed when the job is made', async () => {
    const { scene } = await sceneWith('fixed', 20)
    mood.delayMs = 30
    const { id } = await app.client.call(createJob, { body: redelivery({ query: { campaign: 'fixed' } }) })
    const late = (await scene.send()).answer.id
    const job = await watchJob(app.client, id, ended)
    expect(job).toMatchObject({ total: 20, done: 20, succeeded: 20 })
    expect(await leadIdsOf(id)).not.toContain(late)
    const events = await app.db.engine<{ data: { id: string; state: string; done: number } }[]>`
      SELECT data FROM stream_events WHERE topic = 'jobs' ORDER BY id DESC LIMIT 1`
    expect(events[0]?.data).toMatchObject({ id, state: 'done', done: 20, total: 20 })
  })

  test("says not found of ids that do not exist and of another account's, in the plan and in the job", async () => {
    const { ids } = await sceneWith('ids', 2)
    const other = await app.otherAccount()
    await setUpAutoWarranty(other.client)
    const selection = { ids: [ids[0], '999999999', ids[1], ids[0]] }
    const plan = await app.client.call(planJob, { body: redelivery(selection) })
    expect(plan).toMatchObject({ matched: 3, willDo: 2, leftOut: [{ reason: 'not found', count: 1 }] })
    const job = await runJob(app.client, redelivery(selection))
    expect(job).toMatchObject({ total: 3, done: 3, succeeded: 2, leftOut: 1, outcomes: { accepted: 2 } })
    expect((await itemsOf(app.client, job.id)).map(({ state, reason }) => [state, reason])).toEqual([
      ['succeeded', null],
      ['leftOut', 'not found'],
      ['succeeded', null],
    ])
    const foreign = await other.client.call(planJob, { body: redelivery({ ids }, { delivery: 'ids-acme' }) }).then(
      () => null,
      (error: { status: number; message: string }) => [error.status, error.message],
    )
    expect(foreign).toEqual([422, "options.delivery: There is no delivery 'ids-acme'"])
    const nothing = await runJob(other.client, redelivery({ ids }))
    expect(nothing).toMatchObject({ total: 2, leftOut: 2 })
    expect((await other.client.call(listJobs, {})).jobs.map(({ id }) => id)).toEqual([nothing.id])
    for (const endpoint of [showJob, pauseJob, cancelJob, retryJob, listJobItems, listJobReasons]) {
      const call = other.client.call(endpoint, { params: { id: job.id } })
      expect(await call.catch((error: { status: number }) => error.status)).toBe(404)
    }
    const theirs = await other.client.call(listLeads, { query: { job: job.id } })
    expect(theirs.leads).toEqual([])
  })

  test('of nothing at all is a job that is done', async () => {
    await sceneWith('empty', 0)
    const job = await runJob(app.client, redelivery({ query: { campaign: 'empty', sold: 'returned' } }))
    expect(job).toMatchObject({ state: 'done', total: 0, done: 0, outcomes: {} })
  })
})

describe('A plan', () => {
  test('agrees with what the job then does, and with its money', async () => {
    const { scene, ids } = await sceneWith('agree', 30)
    await runJob(app.client, redelivery({ ids: ids.slice(0, 10) }))
    const rules = { field: 'vehicle_year', op: 'gte', value: 2010 } as const
    await scene.change('agree-acme', { rules })
    for (let count = 0; count < 5; count += 1) await scene.send({ vehicle_year: 1999 })
    const body = redelivery({ query: { campaign: 'agree' } })
    const plan = await app.client.call(planJob, { body })
    expect(plan).toMatchObject({ matched: 35, willDo: 20 })
    expect(plan.leftOut).toEqual([
      { reason: 'already accepted by agree-acme', count: 10, leads: ids.slice(0, 10) },
      { reason: 'rule vehicle_year >= 2010, lead: 1999', count: 5, leads: expect.any(Array) },
    ])
    expect(plan.leftOut[1]?.leads).toHaveLength(5)
    expect(plan.money).toEqual([{ currency: 'GBP', revenue: '250.00', payout: '0.00' }])
    expect(plan.sample).toHaveLength(10)
    expect(plan.sample[0]).toMatchObject({ leadId: ids[0], willDo: false, reason: 'already accepted by agree-acme' })
    const before = await booked()
    const job = await runJob(app.client, body)
    expect(job).toMatchObject({ total: 35, succeeded: 20, leftOut: 15, outcomes: { accepted: 20 } })
    const after = await booked()
    expect(after - before).toBe(2_500_000)
    const accepted = { state: 'leftOut', outcome: null, reason: 'already accepted by agree-acme' } as const
    const why = await app.client.call(listJobReasons, { params: { id: job.id } })
    expect(why).toMatchObject({ reasons: [{ ...accepted, count: 10 }, { count: 5 }], more: false })
    const query = { state: 'leftOut', reason: accepted.reason } as const
    const behind = await app.client.call(listJobItems, { params: { id: job.id }, query })
    expect(behind.items.map(({ leadId }) => leadId)).toEqual(ids.slice(0, 10))
    const reasons = (await itemsOf(app.client, job.id)).flatMap(({ state, reason }) =>
      state === 'leftOut' ? [reason] : [],
    )
    expect(reasons.filter((reason) => reason?.startsWith('rule'))).toHaveLength(5)
  })

  async function booked(): Promise<number> {
    const [row] = await app.db.engine`
      SELECT coalesce(sum(amount), 0)::int AS sum FROM ledger WHERE kind = 'revenue' AND campaign = 'agree'`
    return Number(row?.['sum'])
  }
})

describe('A job that is paused', () => {
  test('begins nothing more within two seconds, and goes on exactly where it stopped', async () => {
    const { ids } = await sceneWith('pause', 600, 4)
    mood.delayMs = 10
    const body = redelivery({ query: { campaign: 'pause' } })
    const { id } = await app.client.call(createJob, { body })
    await watchJob(app.client, id, ({ done }) => done > 20)
    const paused = await app.client.call(pauseJob, { params: { id } })
    expect(paused.state).toBe('paused')
    // What was being sent ends; then nothing moves.
    const open = async () =>
      (await app.db.engine`SELECT 1 FROM dispatches WHERE job_id = ${id} AND state = 'sending'`).count
    await expect.poll(open, { timeout: 2000 }).toBe(0)
    const asked = buyer.requests().length
    const held = await watchJob(app.client, id, ({ done }) => done >= 20)
    expect(held.done).toBeLessThan(600)
    const [queued] = await app.db.engine<{ leadId: string }[]>`
      SELECT lead_id::text AS "leadId" FROM dispatches WHERE job_id = ${id} AND state = 'queued' LIMIT 1`
    const waiting = (await detailOf(app, queued?.leadId ?? '')).dispatches[0]
    expect(waiting).toMatchObject({ state: 'queued', dueAt: null, reason: `Job ${id} is paused` })
    const due = await app.db.engine`
      SELECT 1 FROM dispatches WHERE job_id = ${id} AND state = 'queued' AND due_at < now() + interval '100 years'`
    expect(due.count).toBe(0)
    expect(buyer.requests().length).toBe(asked)
    expect((await watchJob(app.client, id, () => true)).done).toBe(held.done)

    await app.client.call(resumeJob, { params: { id } })
    const job = await watchJob(app.client, id, ended)
    expect(job).toMatchObject({ state: 'done', total: 600, succeeded: 600, outcomes: { accepted: 600 } })
    const got = buyer.requests().filter(({ body: text }) => ids.some((lead) => text.includes(`"lead":"${lead}"`)))
    expect(new Set(got.map(({ headers }) => headers['idempotency-key'])).size).toBe(600)
    expect(got).toHaveLength(600)
  }, 30_000)
})

describe('Retries of a job that is paused', () => {
  test('wait until it goes on', async () => {
    const { scene, ids } = await sceneWith('waiting', 3)
    await scene.change('waiting-acme', { retry: { delaysSeconds: [1, 1, 1, 1, 1, 1], maxAgeHours: 24 } })
    mood = { ...mood, code: 503, status: 'busy' }
    const { id } = await app.client.call(createJob, { body: redelivery({ ids }) })
    const before = buyer.requests().length
    await expect.poll(() => buyer.requests().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(before + 3)
    await app.client.call(pauseJob, { params: { id } })
    const parked = async () =>
      (await app.db.engine`SELECT 1 FROM dispatches WHERE job_id = ${id} AND due_at > now() + interval '100 years'`)
        .count
    await expect.poll(parked, { timeout: 10_000 }).toBe(3)
    mood = { ...mood, code: 200, status: 'accepted' }
    await app.client.call(resumeJob, { params: { id } })
    expect(await watchJob(app.client, id, ended)).toMatchObject({ state: 'done', succeeded: 3 })
  }, 30_000)
})

describe('A job that is cancelled', () => {
  test('leaves what waits alone, takes back what is queued, and keeps what is done', async () => {
    const { ids } = await sceneWith('cancel', 1500, 4)
    mood.delayMs = 10
    const { id } = await app.client.call(createJob, { body: redelivery({ ids }) })
    await watchJob(app.client, id, ({ done }) => done > 20)
    const cancelled = await app.client.call(cancelJob, { params: { id } })
    expect(cancelled.state).toBe('cancelled')
    const job = await watchJob(app.client, id, ended)
    expect(job.succeeded + job.cancelled).toBe(1500)
    expect(job.cancelled).toBeGreaterThan(1000)
    const states = Map.groupBy(await itemsOf(app.client, id), ({ state }) => state)
    expect([...states.keys()].toSorted()).toEqual(['cancelled', 'succeeded'])
    expect(states.get('cancelled')).toHaveLength(job.cancelled)
    const open = await app.db
      .engine`SELECT 1 FROM dispatches WHERE job_id = ${id} AND state IN ('queued', 'held', 'sending')`
    expect(open.count).toBe(0)
    const [sold] = await app.db.engine`
      SELECT count(*)::int AS sold FROM leads WHERE campaign = 'cancel' AND sold = 'sold' AND delivery_status = 'full'`
    expect(sold?.['sold']).toBe(job.succeeded)
    const pending = await app.db.engine`SELECT 1 FROM leads WHERE campaign = 'cancel' AND delivery_status = 'pending'`
    expect(pending.count).toBe(0)
    const refusal = await app.client.call(resumeJob, { params: { id } }).catch((error: { code: string }) => error.code)
    expect(refusal).toBe('wrong_state')
  }, 30_000)
})

describe('Failed leads', () => {
  test('are done again by retry, and the others left as they are', async () => {
    const { ids } = await sceneWith('retried', 40)
    await runJob(app.client, redelivery({ ids: ids.slice(0, 5) }))
    mood.status = 'rejected'
    const first = await runJob(app.client, redelivery({ ids }))
    expect(first).toMatchObject({ state: 'done', failed: 35, leftOut: 5, outcomes: { rejected: 35 } })
    const [item] = await itemsOf(app.client, first.id).then((items) => items.filter(({ state }) => state === 'failed'))
    expect(item).toMatchObject({ outcome: 'rejected', reason: 'not today' })

    mood.status = 'accepted'
    const again = await app.client.call(retryJob, { params: { id: first.id } })
    expect(again).toMatchObject({ state: 'running', failed: 0, outcomes: {} })
    const job = await watchJob(app.client, first.id, ended)
    expect(job).toMatchObject({ state: 'done', succeeded: 35, failed: 0, leftOut: 5, outcomes: { accepted: 35 } })
    const refusal = await app.client
      .call(retryJob, { params: { id: first.id } })
      .catch((error: { code: string }) => error.code)
    expect(refusal).toBe('nothing_failed')
  })
})

describe('A double click', () => {
  test('makes one job', async () => {
    const { ids } = await sceneWith('double', 10)
    const body = redelivery({ ids })
    const post = (key: string, wish: JobBody = body) =>
      fetch(`${app.url}/v1/jobs`, {
        method: 'POST',
        headers: { authorization: `Bearer ${app.key}`, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(wish),
      })
    const answers = await Promise.all([post('k1'), post('k1'), post('k1')])
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
    expect(answers.filter(({ headers }) => headers.get('idempotent-replay') === 'true')).toHaveLength(2)
    const jobs = (await Promise.all(answers.map((answer) => answer.json()))) as { id: string }[]
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(1)
    const other = await post('k1', redelivery({ ids: ids.slice(1) }))
    expect(other.status).toBe(422)
    expect(await other.json()).toMatchObject({ code: 'idempotency_mismatch' })
    await watchJob(app.client, jobs[0]?.id ?? '', ended)
    for (const lead of ids) expect((await detailOf(app, lead)).dispatches).toHaveLength(1)
  })
})

describe('A pace', () => {
  test('is kept: the next chunk is due when its leads are', async () => {
    const { ids } = await sceneWith('pace', 12)
    const { id } = await app.client.call(createJob, { body: redelivery({ ids }, { perSecond: 0.01 }) })
    const job = await watchJob(app.client, id, ({ done }) => done === 1)
    expect(job.state).toBe('running')
    const [row] = await app.db.engine`
      SELECT extract(epoch FROM next_at - started_at)::float8 AS seconds FROM jobs WHERE id = ${id}`
    expect(row?.['seconds']).toBeGreaterThan(98)
    expect(row?.['seconds']).toBeLessThan(101)
    expect((await app.client.call(cancelJob, { params: { id } })).state).toBe('cancelled')
    expect(await watchJob(app.client, id, ended)).toMatchObject({ done: 1, cancelled: 11 })
  })
})
