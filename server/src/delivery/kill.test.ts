// Processes die with work in their hands. No answered lead is lost, none is sent twice without reason (reliability.md F1 to F5).

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { createClient } from '@switchyard/contract/client.ts'
import {
  addDelivery,
  deliveryDocument,
  goodLead,
  setUpAutoWarranty,
  type DeliveryInput,
} from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'
import { sendMany } from '@switchyard/testkit/load.ts'
import { startServerProcess, type ServerProcess } from '@switchyard/testkit/serverProcess.ts'

const adminKey = 'sy_test_kill'
let database: TestDatabase
let dataDir: string
let sql: postgres.Sql
let buyer: ScriptedBuyer
let running: ServerProcess[] = []

beforeEach(async () => {
  database = await createTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'switchyard-kill-'))
  sql = postgres(database.url, { max: 2 })
  // Takes each lead once, and knows it again.
  buyer = await startScriptedBuyer((request, response) => {
    const answer = () => answerJson(response, 200, { status: request.seen > 1 ? 'duplicate' : 'accepted' })
    setTimeout(answer, 3)
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

async function start(role: 'all' | 'api' | 'worker'): Promise<ServerProcess> {
  const server = await startServerProcess({ databaseUrl: database.url, dataDir, role, adminKey })
  running.push(server)
  return server
}

async function setUp(url: string, onUnknown: 'hold' | 'resend'): Promise<void> {
  const client = createClient({ baseUrl: url, key: adminKey })
  await setUpAutoWarranty(client, { dedupe: [] })
  const answers: DeliveryInput['answers'] = [
    { when: { json: { path: 'status', is: 'accepted' } }, outcome: 'accepted' },
    { when: { json: { path: 'status', is: 'duplicate' } }, outcome: 'duplicate' },
  ]
  const retry = { delaysSeconds: [1, 1, 1, 1, 1], maxAgeHours: 24 }
  await addDelivery(client, 'acme', deliveryDocument(buyer.url, { answers, onUnknown, retry, concurrency: 32 }))
}

const leads = (to: () => ServerProcess, count: number) => ({
  campaign: 'auto-warranty',
  count,
  connections: 64,
  to: () => ({ url: to().url, key: adminKey }),
  fieldsOf: () => goodLead(),
})

/** Kills and starts again, each time in the middle of work; answers the one that runs at the end. */
async function kill(times: number, role: 'all' | 'worker', put: (server: ServerProcess) => void, first: ServerProcess) {
  let current = first
  for (let kills = 0; kills < times; kills += 1) {
    const before = buyer.requests().length
    await expect.poll(() => buyer.requests().length > before + 100, { timeout: 40_000, interval: 5 }).toBe(true)
    await current.end('SIGKILL')
    current = await start(role)
    put(current)
  }
}

async function settled(): Promise<void> {
  const open = async () => {
    const rows = await sql`SELECT state, count(*)::int AS count FROM dispatches GROUP BY state`
    return rows.filter(({ state }) => state === 'queued' || state === 'sending').map((row) => ({ ...row }))
  }
  await expect.poll(open, { timeout: 90_000, interval: 200 }).toEqual([])
}

async function leadIds(): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`SELECT id::text AS id FROM leads`
  return new Set(rows.map(({ id }) => id))
}

/** How often the buyer got each dispatch. */
function arrivals(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { headers } of buyer.requests()) {
    const key = String(headers['idempotency-key'])
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

describe('A worker that is killed again and again', () => {
  test('loses nothing: every answered lead is at the buyer, again only after an answer that nobody knows', async () => {
    const api = await start('api')
    await setUp(api.url, 'resend')
    const load = sendMany(leads(() => api, 1400))
    await kill(4, 'worker', () => {}, await start('worker'))
    const { ids } = await load
    await settled()

    expect(new Set(ids)).toEqual(await leadIds())
    expect(ids).toHaveLength(1400)
    const dispatches = await sql<{ id: string; state: string }[]>`SELECT id::text AS id, state FROM dispatches`
    expect(new Set(dispatches.map(({ state }) => state))).toEqual(new Set(['accepted']))
    const counts = arrivals()
    expect(new Set(counts.keys())).toEqual(new Set(dispatches.map(({ id }) => id)))
    const unknown = await sql<{ id: string; count: number }[]>`
      SELECT dispatch_id::text AS id, count(*)::int AS count FROM attempts WHERE outcome = 'unknown' GROUP BY 1`
    const explained = new Map(unknown.map(({ id, count }) => [id, count]))
    const repeats = [...counts].filter(([, count]) => count > 1)
    expect(repeats.filter(([id, count]) => count - 1 > (explained.get(id) ?? 0))).toEqual([])
    const [sold] = await sql`SELECT count(*)::int AS count FROM leads WHERE sold = 'sold' AND revenue = 125000`
    expect(sold?.['count']).toBe(1400)
    const [booked] = await sql`SELECT count(*)::int AS count FROM ledger WHERE kind = 'revenue'`
    expect(booked?.['count']).toBe(1400)
  }, 180_000)

  test('repeats nothing where nothing may be re-sent: what nobody knows waits for a person', async () => {
    const api = await start('api')
    await setUp(api.url, 'hold')
    const load = sendMany(leads(() => api, 1000))
    await kill(4, 'worker', () => {}, await start('worker'))
    const { ids } = await load
    await settled()

    expect(new Set(ids)).toEqual(await leadIds())
    const counts = arrivals()
    expect([...counts].filter(([, count]) => count > 1)).toEqual([])
    const dispatches = await sql<{ id: string; state: string; reason: string | null; tries: number }[]>`
      SELECT id::text AS id, state, reason, tries FROM dispatches`
    expect(dispatches).toHaveLength(1000)
    for (const { id, state, reason } of dispatches) {
      expect(['accepted', 'review']).toContain(state)
      if (state === 'accepted') expect(counts.get(id)).toBe(1)
      else expect(reason).toContain('The worker stopped while the request was under way')
    }
    // Only what was really under way in the moments of the kills: what was answered and not written yet is in the journal.
    const held = dispatches.filter(({ state }) => state === 'review')
    expect(held.length).toBeLessThanOrEqual(4 * 32)
  }, 180_000)
})

test('A server that is killed with leads on their way in has stored what it answered, and stores the rest once', async () => {
  let server = await start('all')
  await setUp(server.url, 'resend')
  const load = sendMany(leads(() => server, 900))
  await kill(3, 'all', (next) => (server = next), server)
  const { ids, others } = await load
  await settled()
  expect(others.get(0)).toBeGreaterThan(0)
  expect(new Set(ids)).toEqual(await leadIds())
  expect(new Set(ids).size).toBe(900)
  const dispatches = await sql<{ id: string; state: string }[]>`SELECT id::text AS id, state FROM dispatches`
  expect(dispatches).toHaveLength(900)
  expect(new Set(dispatches.map(({ state }) => state))).toEqual(new Set(['accepted']))
  expect(new Set(arrivals().keys())).toEqual(new Set(dispatches.map(({ id }) => id)))
}, 180_000)

describe('A server that is asked to stop under load', () => {
  test('ends with 0, leaves nothing unknown, and the next one goes on', async () => {
    let server = await start('all')
    await setUp(server.url, 'hold')
    const load = sendMany(leads(() => server, 900))
    await expect.poll(() => buyer.requests().length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(300)
    // A terminal signals the whole group and npm passes the signal on: it comes twice.
    const end = server.end('SIGTERM')
    await expect.poll(() => server.log(), { interval: 1 }).toContain('stopping')
    void server.end('SIGTERM')
    expect(await end).toEqual({ code: 0, signal: null })
    const atWork = await sql`SELECT count(*)::int AS count FROM dispatches WHERE state IN ('sending', 'review')`
    expect(atWork[0]?.['count']).toBe(0)
    expect(await sql`SELECT id FROM attempts WHERE outcome = 'unknown' LIMIT 3`).toHaveLength(0)
    server = await start('all')
    await load
    await settled()
    expect(new Set(arrivals().values())).toEqual(new Set([1]))
    const accepted = await sql`SELECT count(*)::int AS count FROM dispatches WHERE state = 'accepted'`
    expect(accepted[0]?.['count']).toBe(900)
  }, 180_000)
})
