// Several workers on one database: a delivery's limits hold over all of them (reliability.md 5.3).

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createClient, type Client } from '@switchyard/contract/client.ts'
import { pauseDelivery } from '@switchyard/contract/deliveries/pause.ts'
import { resumeDelivery } from '@switchyard/contract/deliveries/resume.ts'
import { createLeads } from '@switchyard/contract/leads/createBatch.ts'
import { addDelivery, deliveryDocument, goodLead, setUpAutoWarranty } from '@switchyard/testkit/autoWarranty.ts'
import { startBuyerProcess, type BuyerProcess } from '@switchyard/testkit/buyer/startBuyerProcess.ts'
import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'
import { startServerProcess, type ServerProcess } from '@switchyard/testkit/serverProcess.ts'

const adminKey = 'sy_test_workers'
let database: TestDatabase
let dataDir: string
let sql: postgres.Sql
let buyer: BuyerProcess
let client: Client
const running: ServerProcess[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'switchyard-workers-'))
  sql = postgres(database.url, { max: 2, onnotice: () => {} })
  buyer = await startBuyerProcess()
  const api = await start('api')
  await Promise.all([start('worker'), start('worker')])
  client = createClient({ baseUrl: api.url, key: adminKey })
  await setUpAutoWarranty(client)
}, 60_000)

afterAll(async () => {
  await Promise.all(running.filter((server) => server.ended() === null).map((server) => server.end('SIGTERM')))
  await buyer.close()
  await sql.end()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

async function start(role: 'api' | 'worker'): Promise<ServerProcess> {
  const server = await startServerProcess({ databaseUrl: database.url, dataDir, role, adminKey })
  running.push(server)
  return server
}

async function send(count: number): Promise<void> {
  const leads = Array.from({ length: count }, () => ({
    campaign: 'auto-warranty',
    supplier: 'ADC1',
    fields: goodLead(),
  }))
  await client.call(createLeads, { body: { leads } })
}

async function accepted(delivery: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM dispatches WHERE delivery = ${delivery} AND state = 'accepted'`
  return row?.count ?? 0
}

async function workersOf(delivery: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(DISTINCT worker)::int AS count FROM attempts WHERE delivery = ${delivery}`
  return row?.count ?? 0
}

test('Both send, and together never more at once or in a second than the delivery allows', async () => {
  const path = (name: string) => `/slow?ms=40&${name}`
  const routeless = { answers: deliveryDocument('').answers, retry: { delaysSeconds: [1], maxAgeHours: 24 } }
  await addDelivery(client, 'five', deliveryDocument(buyer.url + path('five'), { ...routeless, concurrency: 5 }))
  await addDelivery(client, 'one', deliveryDocument(buyer.url + path('one'), { ...routeless, concurrency: 1 }))
  await addDelivery(
    client,
    'paced',
    deliveryDocument(`${buyer.url}/accept?paced`, { ...routeless, concurrency: 8, perSecond: 20 }),
  )
  // The second worker begins when the first has made room for it; then there is work for both.
  await send(1)
  await expect
    .poll(async () => (await sql`SELECT id FROM workers WHERE made_room_at > started_at`).length, { timeout: 60_000 })
    .toBe(2)
  await send(120)
  await expect.poll(() => accepted('five'), { timeout: 60_000 }).toBe(121)
  await expect.poll(() => accepted('one'), { timeout: 60_000 }).toBe(121)
  await expect.poll(() => accepted('paced'), { timeout: 60_000 }).toBe(121)

  expect(await workersOf('five')).toBe(2)
  expect((await buyer.counts(path('five'))).mostAtOnce).toBeLessThanOrEqual(5)
  expect((await buyer.counts(path('one'))).mostAtOnce).toBe(1)
  // Over the whole span and not per second: a busy machine hands over late, and then several at once, but never faster on the whole.
  const times = (await buyer.requests()).filter(({ url }) => url === '/accept?paced').map(({ at }) => Date.parse(at))
  const secondsWorthInAdvance = 2 * 20 + 2
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(((121 - secondsWorthInAdvance) / 20) * 1000)
}, 120_000)

test('A pause holds in every process, and after it nothing is missing', async () => {
  const path = '/slow?ms=100&paused'
  await addDelivery(client, 'paused', deliveryDocument(buyer.url + path, { concurrency: 4 }))
  const arrived = async () => (await buyer.counts(path)).requests
  await send(200)
  await expect.poll(arrived, { timeout: 60_000 }).toBeGreaterThan(10)
  await client.call(pauseDelivery, { params: { key: 'paused' } })
  const open = async () => {
    const [row] =
      await sql`SELECT count(*)::int AS count FROM dispatches WHERE delivery = 'paused' AND state = 'sending'`
    return row?.['count'] as number
  }
  await expect.poll(open, { interval: 50, timeout: 30_000 }).toBe(0)
  expect(await arrived()).toBeLessThan(200)
  await client.call(resumeDelivery, { params: { key: 'paused' } })
  await expect.poll(() => accepted('paused'), { timeout: 60_000 }).toBe(200)
  expect(await arrived()).toBe(200)
}, 120_000)
