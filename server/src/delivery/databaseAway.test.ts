// The database goes away under load and comes back (reliability.md F6, bar B4).

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createClient } from '@switchyard/contract/client.ts'
import { startEmbedded, type EmbeddedPostgres } from '@switchyard/server/db/embedded.ts'
import { findPostmaster } from '@switchyard/server/db/embedded/postmaster.ts'
import { addDelivery, deliveryDocument, goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { sendMany } from '@switchyard/testkit/load.ts'
import { postLead } from '@switchyard/testkit/postLead.ts'
import { startServerProcess, type ServerProcess } from '@switchyard/testkit/serverProcess.ts'

const adminKey = 'sy_test_away'
let folder: string
let database: EmbeddedPostgres
let server: ServerProcess
let buyer: ScriptedBuyer
let sql: postgres.Sql

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-away-'))
  // Started again by itself some seconds after it was killed.
  database = await startEmbedded({ dataDir: folder, onNotice: () => {}, settings: { shared_buffers: '32MB' } })
  server = await startServerProcess({ databaseUrl: database.url, dataDir: folder, adminKey })
  buyer = await startScriptedBuyer((request, response) => {
    const answer = () => answerJson(response, 200, { status: request.seen > 1 ? 'duplicate' : 'accepted' })
    setTimeout(answer, 3)
  })
  const client = createClient({ baseUrl: server.url, key: adminKey })
  await setUpAutoWarranty(client, { dedupe: [] })
  await addDelivery(client, 'acme', deliveryDocument(buyer.url))
  sql = postgres(database.url, { max: 2, onnotice: () => {} })
})

afterAll(async () => {
  await sql.end({ timeout: 1 })
  if (server.ended() === null) await server.end('SIGTERM')
  await buyer.close()
  await database.stop()
  await rm(folder, { recursive: true, force: true })
})

/** As `pg_ctl stop -m immediate`: every process of it ends at once, nothing is tidied up. */
async function killDatabase(): Promise<void> {
  const dataDir = join(database.folder, 'cluster', 'data')
  const { pid } = (await findPostmaster(dataDir)) ?? { pid: 0 }
  expect(pid).toBeGreaterThan(1)
  process.kill(pid, 'SIGQUIT')
  await expect.poll(() => findPostmaster(dataDir), { interval: 10, timeout: 10_000 }).toBeNull()
}

/** Asked with a connection of its own each time: a client that waits between its tries would notice late. */
async function isBack(): Promise<boolean> {
  const probe = postgres(database.url, { max: 1, connect_timeout: 2, onnotice: () => {} })
  try {
    await probe`SELECT 1`
    return true
  } catch {
    return false
  } finally {
    await probe.end({ timeout: 1 })
  }
}

test('While it is away no lead is answered with 2xx, and afterwards everything goes on by itself', async () => {
  const sender = { url: server.url, key: adminKey }
  const count = 3000
  const load = sendMany({
    campaign: 'auto-warranty',
    count,
    connections: 32,
    to: () => sender,
    fieldsOf: () => goodLead(),
  })

  let probed = 0
  for (const killAt of [300, 1200]) {
    await expect.poll(() => buyer.requests().length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(killAt)
    await killDatabase()
    const body = { campaign: 'auto-warranty', supplier: 'ADC1', fields: goodLead() }
    const [health, ready, ...probes] = await Promise.all([
      fetch(`${server.url}/healthz`),
      fetch(`${server.url}/readyz`),
      postLead(sender, body),
      postLead(sender, body, { prefer: 'wait=5' }),
    ])
    expect([health.status, ready.status]).toEqual([200, 503])
    expect(probes.map(({ status, code }) => [status, code])).toEqual([
      [503, 'unavailable'],
      [503, 'unavailable'],
    ])
    for (const { headers } of probes) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    await expect.poll(isBack, { timeout: 20_000 }).toBe(true)
    const again = () => postLead(sender, body, { prefer: 'wait=10' })
    await expect.poll(async () => (await again()).status, { timeout: 20_000 }).toBe(201)
    await expect.poll(async () => (await again()).answer.sold, { timeout: 20_000 }).toBe('sold')
    probed += 1
  }

  const { ids, others } = await load
  expect(others.get(503)).toBeGreaterThan(0)
  expect(server.ended()).toBeNull()
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)

  const states = async () => {
    const rows = await sql`SELECT state, count(*)::int AS count FROM dispatches GROUP BY state`
    return Object.fromEntries(rows.map(({ state, count: n }) => [state, n]))
  }
  await expect.poll(states, { timeout: 45_000, interval: 250 }).toEqual({ accepted: count + probed })

  const leads = await sql<{ id: string }[]>`SELECT id::text AS id FROM leads WHERE sold = 'sold'`
  const sold = new Set(leads.map(({ id }) => id))
  expect(sold.size).toBe(count + probed)
  expect(new Set(ids).size).toBe(count)
  expect(ids.filter((id) => !sold.has(id))).toEqual([])
  // Nothing was unknown, so nothing may have come twice.
  const keys = buyer.requests().map(({ headers }) => headers['idempotency-key'])
  expect(keys).toHaveLength(count + probed)
  expect(new Set(keys).size).toBe(count + probed)
}, 120_000)
