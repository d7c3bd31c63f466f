// The database is restarted under load, in order and without, and killed (reliability.md F6, bar B4).

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createClient } from '@switchyard/contract/client.ts'
import { findDead } from '@switchyard/server/delivery/lease.ts'
import { startEmbedded, type EmbeddedPostgres } from '@switchyard/server/db/embedded.ts'
import { addDelivery, deliveryDocument, goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { databaseControl, type DatabaseControl } from '@switchyard/testkit/databaseControl.ts'
import { sendMany } from '@switchyard/testkit/load.ts'
import { postLead } from '@switchyard/testkit/postLead.ts'
import { startServerProcess, type ServerProcess } from '@switchyard/testkit/serverProcess.ts'

const adminKey = 'sy_test_away'
let folder: string
let database: EmbeddedPostgres
let control: DatabaseControl
let server: ServerProcess
let buyer: ScriptedBuyer
let sql: postgres.Sql

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-away-'))
  database = await startEmbedded({ dataDir: folder, onNotice: () => {}, settings: { shared_buffers: '32MB' } })
  control = databaseControl(database)
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

test('While it is away no lead is answered with 2xx, and afterwards everything goes on by itself', async () => {
  const sender = { url: server.url, key: adminKey }
  const count = 1400
  const load = sendMany({
    campaign: 'auto-warranty',
    count,
    connections: 32,
    to: () => sender,
    fieldsOf: () => goodLead(),
  })

  let probed = 0
  for (const killAt of [200, 500]) {
    await expect.poll(() => buyer.requests().length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(killAt)
    // Started again some seconds later, by the processes that share it.
    await control.stop('immediate')
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
    await expect.poll(() => control.answers(), { timeout: 20_000 }).toBe(true)
    const again = () => postLead(sender, body, { prefer: 'wait=10' })
    await expect.poll(async () => (await again()).status, { timeout: 20_000 }).toBe(201)
    await expect.poll(async () => (await again()).answer.sold, { timeout: 20_000 }).toBe('sold')
    probed += 1
  }
  for (const mode of ['fast', 'immediate'] as const) {
    const before = buyer.requests().length
    await expect.poll(() => buyer.requests().length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(before + 200)
    await control.restart(mode)
    const acceptsAt = performance.now()
    const atRestart = buyer.requests().length
    await expect.poll(() => buyer.requests().length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(atRestart)
    expect(performance.now() - acceptsAt).toBeLessThan(10_000)
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

test('After a restart everybody was silent, so nobody is taken for dead before a lease has passed', async () => {
  const silent = '6f9619ff-8b86-4d11-b42d-00cf4fc964ff'
  await sql`INSERT INTO workers (id, host, pid, beat_at) VALUES (${silent}, 'elsewhere', 1, now() - interval '1 day')`
  const dead = async () => (await findDead(sql, '00000000-0000-4000-8000-000000000000')).includes(silent)
  const up = async () => {
    const [row] = await sql<{ seconds: number }[]>`
      SELECT extract(epoch FROM now() - pg_postmaster_start_time())::float8 AS seconds`
    return row?.seconds ?? 0
  }
  // The server was restarted a moment ago; if that took too long, once more.
  if ((await up()) > 10) await control.restart('fast')
  await expect.poll(up, { timeout: 10_000 }).toBeLessThan(10)
  expect(await dead()).toBe(false)
  await expect.poll(dead, { timeout: 25_000, interval: 250 }).toBe(true)
  expect(await up()).toBeGreaterThan(15)
}, 60_000)
