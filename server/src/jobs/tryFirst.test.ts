// Some leads first, then the rest of the same selection or nothing; the results as a file; and jobs that are removed when they are old.

import { afterAll, beforeAll, expect, test } from 'vitest'

import { cancelJob } from '@switchyard/contract/jobs/cancel.ts'
import { createJob } from '@switchyard/contract/jobs/create.ts'
import { resumeJob } from '@switchyard/contract/jobs/resume.ts'
import { showJob } from '@switchyard/contract/jobs/show.ts'
import { startTestApp, type TestApp } from '@switchyard/testkit/app.ts'
import { setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyer, type Buyer } from '@switchyard/testkit/buyer/buyer.ts'
import { itemsOf, runJob, watchJob, type Job, type JobBody } from '@switchyard/testkit/job.ts'
import { makeScene } from '@switchyard/testkit/scene.ts'

import { removeOldJobs } from './cleaning.ts'

let app: TestApp
let buyer: Buyer
let ids: string[]

beforeAll(async () => {
  app = await startTestApp()
  buyer = await startBuyer()
  await setUpAutoWarranty(app.client)
  const scene = await makeScene(app, 'try', { deliveries: { try: { url: buyer.url, trigger: 'manual' } } })
  ids = []
  // The second one is refused by the checks: it is left out, and none of those that are tried.
  for (const fields of [{}, { make: 'Trabant' }, { vehicle_year: 2025 }, {}, {}, {}]) {
    ids.push((await scene.send(fields)).answer.id)
  }
})
afterAll(async () => {
  await app.close()
  await buyer.close()
})

const sending = (tryFirst: number): JobBody => ({
  action: 'redeliver',
  selection: { query: { campaign: 'try' }, take: { count: 6, order: 'oldest' } },
  options: { tryFirst, includeAccepted: true },
})

const isWaiting = ({ waitsForGo, finishedAt }: Job) => waitsForGo || finishedAt !== null

async function tried(count: number): Promise<Job> {
  const { id } = await app.client.call(createJob, { body: sending(count) })
  return watchJob(app.client, id, isWaiting)
}

test('A job sends what is to be tried first, waits, and goes on with the rest when it is told to', async () => {
  const job = await tried(2)
  expect(job).toMatchObject({ state: 'paused', waitsForGo: true, succeeded: 1, failed: 1, leftOut: 1, total: 6 })
  expect(buyer.requests()).toHaveLength(2)
  expect((await itemsOf(app.client, job.id)).map(({ state }) => state)).toEqual([
    'succeeded',
    'leftOut',
    'failed',
    'waiting',
    'waiting',
    'waiting',
  ])
  const resumed = await app.client.call(resumeJob, { params: { id: job.id } })
  expect(resumed.waitsForGo).toBe(false)
  const ended = await watchJob(app.client, job.id, ({ finishedAt }) => finishedAt !== null)
  expect(ended).toMatchObject({ state: 'done', succeeded: 4, failed: 1, leftOut: 1 })
  expect(buyer.requests()).toHaveLength(5)
})

test('Told to stop, it leaves the rest alone; with no rest it just ends', async () => {
  const before = buyer.requests().length
  const job = await tried(1)
  await app.client.call(cancelJob, { params: { id: job.id } })
  const ended = await watchJob(app.client, job.id, ({ finishedAt }) => finishedAt !== null)
  expect(ended).toMatchObject({ state: 'cancelled', succeeded: 1, waitsForGo: false })
  expect(buyer.requests().length - before).toBe(1)
  expect(await tried(5)).toMatchObject({ state: 'done', waitsForGo: false, succeeded: 4, failed: 1 })
})

test('What came of each lead is a file that spreadsheets open', async () => {
  const job = await runJob(app.client, { action: 'redeliver', selection: { ids }, options: { includeAccepted: true } })
  const fetchResults = (query: string) =>
    fetch(`${app.url}/v1/jobs/${job.id}/results${query}`, { headers: { authorization: `Bearer ${app.key}` } })
  const response = await fetchResults('')
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="job-${job.id}-results.csv"`)
  const bytes = Buffer.from(await response.arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = bytes.subarray(3).toString().trimEnd().split('\r\n')
  expect(lines[0]).toBe('Row,LeadID,State,Outcome,Reason,Dispatch,Ended At')
  expect(lines).toHaveLength(7)
  expect(lines[3]).toContain(`3,${ids[2]},failed,rejected,vehicle_year 2025 not allowed,`)
  const failed = await (await fetchResults('?state=failed')).text()
  expect(failed.trimEnd().split('\r\n')).toHaveLength(2)
  expect((await fetchResults('?state=odd')).status).toBe(400)
  const missing = await fetch(`${app.url}/v1/jobs/999999/results`, { headers: { authorization: `Bearer ${app.key}` } })
  expect(missing.status).toBe(404)
})

test('A job is removed with its leads and its file 90 days after its end; what is younger or open stays', async () => {
  const old = await runJob(app.client, { action: 'export', selection: { ids }, options: { format: 'csv' } })
  const young = await runJob(app.client, { action: 'unsubscribe', selection: { ids }, options: { channels: 'all' } })
  await app.db.engine`UPDATE jobs SET finished_at = now() - interval '91 days' WHERE id = ${old.id}::bigint`
  await app.db.engine`UPDATE jobs SET finished_at = now() - interval '89 days' WHERE id = ${young.id}::bigint`
  await removeOldJobs(app.db.engine)
  await expect(app.client.call(showJob, { params: { id: old.id } })).rejects.toMatchObject({ status: 404 })
  const left = await app.db.engine`
    SELECT 1 FROM job_items i WHERE i.job_id = ${old.id}::bigint
    UNION ALL SELECT 1 FROM job_files f WHERE f.job_id = ${old.id}::bigint`
  expect(left).toHaveLength(0)
  expect(await app.client.call(showJob, { params: { id: young.id } })).toMatchObject({ succeeded: 6 })
  expect(await itemsOf(app.client, young.id)).toHaveLength(6)
})
