// Processes die in the middle of jobs. Every lead still gets exactly one outcome, and none is sent twice without reason.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres from 'postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { createClient, type Client } from '@switchyard/contract/client.ts'
import { createJob } from '@switchyard/contract/jobs/create.ts'
import { showJob } from '@switchyard/contract/jobs/show.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import {
  addDelivery,
  deliveryDocument,
  goodLead,
  setUpAutoWarranty,
  type DeliveryInput,
} from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'
import { itemsOf } from '@switchyard/testkit/job.ts'
import { startServerProcess, type ServerProcess } from '@switchyard/testkit/serverProcess.ts'

const adminKey = 'sy_test_job_kill'
const count = 2000
let database: TestDatabase
let dataDir: string
let sql: postgres.Sql
let buyer: ScriptedBuyer
let running: ServerProcess[] = []

beforeEach(async () => {
  database = await createTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'switchyard-job-kill-'))
  sql = postgres(database.url, { max: 2 })
  // Takes each dispatch once, and knows it again.
  buyer = await startScriptedBuyer((request, response) => {
    setTimeout(() => answerJson(response, 200, { status: request.seen > 1 ? 'duplicate' : 'accepted' }), 3)
  })
})

afterEach(async () => {
  for (const server of running) if (server.ended() === null) await server.end('SIGKILL')
  running = []
  await buyer.close()
  await sql.end()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(role: 'api' | 'worker'): Promise<ServerProcess> {
  const server = await startServerProcess({ databaseUrl: database.url, dataDir, role, adminKey })
  running.push(server)
  return server
}

async function setUp(client: Client): Promise<void> {
  await setUpAutoWarranty(client, { dedupe: [] })
  const answers: DeliveryInput['answers'] = [
    { when: { json: { path: 'status', is: 'accepted' } }, outcome: 'accepted' },
    { when: { json: { path: 'status', is: 'duplicate' } }, outcome: 'duplicate' },
  ]
  const retry = { delaysSeconds: [1, 1, 1, 1, 1], maxAgeHours: 24 }
  const document = { answers, retry, onUnknown: 'resend', trigger: 'manual', concurrency: 16 } as const
  await addDelivery(client, 'acme', deliveryDocument(buyer.url, document))
  for (let sent = 0; sent < count; sent += 1000) {
    const leads = Array.from({ length: 1000 }, () => ({
      campaign: 'auto-warranty',
      supplier: 'ADC1',
      fields: goodLead(),
    }))
    await client.call(createLeads, { body: { leads } })
  }
}

test('A worker that is killed in the middle of a job is followed by one that does the rest, each lead once', async () => {
  const api = await start('api')
  const client = createClient({ baseUrl: api.url, key: adminKey })
  await setUp(client)
  let worker = await start('worker')
  const body = { action: 'redeliver', selection: { query: { campaign: 'auto-warranty' } } } as const
  const { id, total } = await client.call(createJob, { body })
  expect(total).toBe(count)
  for (let kills = 0; kills < 3; kills += 1) {
    const before = buyer.requests().length
    await expect.poll(() => buyer.requests().length > before + 200, { timeout: 60_000, interval: 5 }).toBe(true)
    await worker.end('SIGKILL')
    worker = await start('worker')
  }
  const job = async () => client.call(showJob, { params: { id } })
  await expect.poll(async () => (await job()).state, { timeout: 120_000, interval: 200 }).toBe('done')

  expect(await job()).toMatchObject({
    total: count,
    done: count,
    succeeded: count,
    failed: 0,
    outcomes: { accepted: count },
  })
  const items = await itemsOf(client, id)
  expect(items.filter(({ state, endedAt }) => state !== 'succeeded' || endedAt === null)).toEqual([])
  expect(new Set(items.map(({ leadId }) => leadId)).size).toBe(count)
  // One dispatch for each lead, whatever was killed when.
  const dispatches = await sql<{ id: string; leadId: string }[]>`
    SELECT id::text AS id, lead_id::text AS "leadId" FROM dispatches WHERE job_id = ${id}`
  expect(dispatches).toHaveLength(count)
  expect(new Map(dispatches.map((dispatch) => [dispatch.leadId, dispatch.id]))).toEqual(
    new Map(items.map(({ leadId, dispatchId }) => [leadId, dispatchId])),
  )
  const events = await sql`SELECT count(*)::int AS count FROM lead_events WHERE kind = 'redelivered'`
  expect(events[0]?.['count']).toBe(count)
  const [booked] = await sql`SELECT count(*)::int AS count FROM ledger WHERE kind = 'revenue'`
  expect(booked?.['count']).toBe(count)
  const most = await sql`SELECT count(*)::int AS count FROM job_items WHERE state IN ('waiting', 'running')`
  expect(most[0]?.['count']).toBe(0)
}, 240_000)
