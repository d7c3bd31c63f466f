// The machinery of jobs with actions that go wrong on purpose: one bad lead, a database that stumbles, an end that fails.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { createJob } from '@switchyard/contract/jobs/create.ts'
import { retryJob } from '@switchyard/contract/jobs/retry.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { itemsOf, watchJob, type Job } from '@switchyard/testkit/job.ts'

import { createIdBlock } from '../db/ids.ts'
import type { JobAction } from './action.ts'
import { startJobRunner, type JobRunner } from './runner.ts'

let app: TestApp
let ids: string[]
const logged: { level: string; message: string }[] = []
const log = {
  warn: (_fields: object, message: string) => void logged.push({ level: 'warn', message }),
  error: (_fields: object, message: string) => void logged.push({ level: 'error', message }),
}

beforeAll(async () => {
  // Its own jobs are not looked at: a server of this role takes them and leaves them to others.
  app = await startTestApp({ role: 'api' })
  await setUpAutoWarranty(app.client)
  const leads = Array.from({ length: 30 }, () => ({ campaign: 'auto-warranty', supplier: 'ADC1', fields: goodLead() }))
  const { results } = await app.client.call(createLeads, { body: { leads } })
  ids = results.flatMap((result) => ('id' in result ? [result.id] : []))
  expect(ids).toHaveLength(30)
})
afterAll(() => app.close())
beforeEach(() => void logged.splice(0))

function startRunner(action: JobAction<unknown> | undefined, workerId: string = crypto.randomUUID()): JobRunner {
  const settling = {
    db: app.db,
    live: app.context.live,
    dispatchIds: createIdBlock('dispatch_ids'),
    onDispatches: () => {},
    onSettled: () => {},
    onSold: () => {},
    onFreed: () => {},
    log,
  }
  return startJobRunner({ settling, workerId, actionNamed: () => action, log })
}

function action(more: Partial<JobAction<unknown>>): JobAction<unknown> {
  return {
    name: 'reprocess',
    chunk: 7,
    consider: (_tx, _scope, _options, leads) => Promise.resolve(leads.map(() => null)),
    run: (_tx, _scope, _options, leads) =>
      Promise.resolve(leads.map(() => ({ kind: 'succeeded', outcome: 'seen', reason: null }))),
    ...more,
  }
}

async function make(): Promise<string> {
  const body = { action: 'reprocess', selection: { ids }, options: {} } as const
  return (await app.client.call(createJob, { body })).id
}

async function runWith(tried: JobAction<unknown> | undefined): Promise<Job> {
  const id = await make()
  const runner = startRunner(tried)
  try {
    return await watchJob(app.client, id, ({ finishedAt }) => finishedAt !== null)
  } finally {
    await runner.stop()
  }
}

describe('A lead that an action cannot take', () => {
  test('fails with the words, and the others of its chunk are done', async () => {
    const bad = ids[11]
    const job = await runWith(
      action({
        run(_tx, _scope, _options, leads) {
          if (leads.some(({ id }) => id === bad)) throw new TypeError('no such thing')
          return Promise.resolve(leads.map(() => ({ kind: 'succeeded', outcome: 'seen', reason: null })))
        },
      }),
    )
    expect(job).toMatchObject({ state: 'done', succeeded: 29, failed: 1, outcomes: { seen: 29, error: 1 } })
    const failed = (await itemsOf(app.client, job.id)).filter(({ state }) => state === 'failed')
    expect(failed).toMatchObject([{ leadId: bad, outcome: 'error', reason: 'no such thing' }])
    expect(logged.filter(({ level }) => level === 'error')).toHaveLength(1)
  })

  test('leaves nothing of its failed chunk behind', async () => {
    const job = await runWith(
      action({
        async run(tx, { jobId }, _options, leads) {
          for (const { id } of leads) {
            await tx`INSERT INTO lead_events (account_id, lead_id, kind, actor) VALUES (${app.accountId}, ${id}, 'tried', ${jobId})`
          }
          if (leads.some(({ id }) => id === ids[3])) await tx`SELECT 1 / 0`
          return leads.map(() => ({ kind: 'succeeded', outcome: 'seen', reason: null }))
        },
      }),
    )
    expect(job).toMatchObject({ state: 'done', succeeded: 29, failed: 1 })
    const tried = await app.db.engine<{ id: string }[]>`
      SELECT lead_id::text AS id FROM lead_events WHERE kind = 'tried' AND actor = ${job.id} ORDER BY lead_id`
    expect(tried.map(({ id }) => id)).toEqual(
      ids.filter((id) => id !== ids[3]).toSorted((a, b) => Number(a) - Number(b)),
    )
  })
})

describe('A database that stumbles', () => {
  test('fails no lead: the chunk is done again', async () => {
    let stumbles = 0
    const job = await runWith(
      action({
        run(_tx, _scope, _options, leads) {
          stumbles += 1
          if (stumbles <= 2) throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
          return Promise.resolve(leads.map(() => ({ kind: 'succeeded', outcome: 'seen', reason: null })))
        },
      }),
    )
    expect(job).toMatchObject({ state: 'done', succeeded: 30, failed: 0 })
    expect(logged).toContainEqual({ level: 'warn', message: 'a job could not go on, trying again' })
  })
})

describe('A job', () => {
  test('asks again about leads that have to wait, and does the others first', async () => {
    const asked: string[] = []
    const job = await runWith(
      action({
        run(_tx, _scope, _options, leads) {
          asked.push(...leads.map(({ id }) => id))
          return Promise.resolve(
            leads.map(({ id }) =>
              id === ids[0] && asked.filter((one) => one === id).length < 3
                ? { kind: 'later', reason: 'not yet' }
                : { kind: 'succeeded', outcome: 'seen', reason: null },
            ),
          )
        },
      }),
    )
    expect(job).toMatchObject({ state: 'done', succeeded: 30 })
    expect(asked.filter((id) => id === ids[0])).toHaveLength(3)
    expect(asked.lastIndexOf(ids[0] ?? '')).toBe(asked.length - 1)
  })

  test('that cannot be brought to its end fails with the words, and can be tried again', async () => {
    const failing = action({ finish: () => Promise.reject(new Error('no room for the file')) })
    const job = await runWith(failing)
    expect(job).toMatchObject({ state: 'failed', reason: 'no room for the file', succeeded: 30 })
    expect(await app.client.call(retryJob, { params: { id: job.id } })).toMatchObject({
      state: 'running',
      reason: null,
    })
    const runner = startRunner(action({}))
    expect(await watchJob(app.client, job.id, ({ finishedAt }) => finishedAt !== null)).toMatchObject({ state: 'done' })
    await runner.stop()
  })

  test('of an action that this version does not have fails and says so', async () => {
    const job = await runWith(undefined)
    expect(job).toMatchObject({ state: 'failed', reason: 'There is no action reprocess in this version', done: 0 })
  })

  test('that two workers believe to have is done once', async () => {
    const seen: string[] = []
    const counting = action({
      chunk: 2,
      async run(tx, _scope, _options, leads) {
        await tx`SELECT pg_sleep(0.005)`
        seen.push(...leads.map(({ id }) => id))
        return leads.map(() => ({ kind: 'succeeded', outcome: 'seen', reason: null }))
      },
    })
    const workerId = crypto.randomUUID()
    const id = await make()
    const runners = [startRunner(counting, workerId), startRunner(counting, workerId)]
    const job = await watchJob(app.client, id, ({ finishedAt }) => finishedAt !== null)
    for (const runner of runners) await runner.stop()
    expect(job).toMatchObject({ state: 'done', succeeded: 30, outcomes: { seen: 30 } })
    expect(seen.toSorted()).toEqual(ids.toSorted())
  })
})

describe('A worker', () => {
  test('leaves the jobs of one that is alive, and takes those of one that is dead', async () => {
    const alive = crypto.randomUUID()
    await app.db.engine`INSERT INTO workers (id, host, pid) VALUES (${alive}, 'elsewhere', 1)`
    const id = await make()
    await app.db.engine`UPDATE jobs SET worker = ${alive} WHERE id = ${id}`
    const free = await make()
    const runner = startRunner(action({}))
    // It has been past both when it has done the free one.
    await watchJob(app.client, free, ({ finishedAt }) => finishedAt !== null)
    expect(await watchJob(app.client, id, () => true)).toMatchObject({ state: 'running', done: 0 })
    await app.db.engine`UPDATE workers SET beat_at = now() - interval '20 seconds' WHERE id = ${alive}`
    expect(await watchJob(app.client, id, ({ finishedAt }) => finishedAt !== null)).toMatchObject({ state: 'done' })
    await runner.stop()
  })
})
