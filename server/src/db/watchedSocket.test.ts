import postgres from 'postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'
import { startTcpProxy, type TcpProxy } from '@switchyard/testkit/tcpProxy.ts'

import { openWatchedSocket } from './watchedSocket.ts'

const silentMs = 800
let database: TestDatabase
let proxy: TcpProxy
let sql: postgres.Sql

beforeEach(async () => {
  database = await createTestDatabase('empty')
  proxy = await startTcpProxy(database.url)
  const socket = () => openWatchedSocket({ host: '127.0.0.1', port: proxy.port }, { silentMs })
  // Not in the driver's types.
  const options = { max: 1, socket, onnotice: () => {} }
  sql = postgres(proxy.through(database.url), options)
})

afterEach(async () => {
  await sql.end({ timeout: 1 })
  await proxy.close()
  await database.drop()
})

const backend = async () => (await sql<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`)[0]?.pid

test('A statement on a line that went dead fails, and the next one has a new line', async () => {
  const before = await backend()
  proxy.stall()
  proxy.resume('dead')
  await expect(sql`SELECT 1`).rejects.toMatchObject({
    code: 'ETIMEDOUT',
    message: expect.stringContaining('has not answered for 1 s'),
  })
  await expect.poll(() => backend().catch(() => 0)).toBeGreaterThan(0)
  expect(await backend()).not.toBe(before)
})

test('So does one that is new to the driver, and one whose answer stops in the middle', async () => {
  await backend()
  proxy.stall()
  proxy.resume('dead')
  await expect(sql`SELECT ${'new'}::text`).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  const rows: unknown[] = []
  const half = sql`SELECT generate_series(1, 2000000) AS n`.forEach((row) => {
    if (rows.push(row) === 1) proxy.stall()
  })
  await expect(half).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  expect(rows.length).toBeGreaterThan(0)
})

test('A line that is only idle stays, and so does one whose statements each bring something in time', async () => {
  const before = await backend()
  await new Promise((resolve) => setTimeout(resolve, silentMs + 1_500))
  expect(await backend()).toBe(before)
  await sql`SELECT pg_sleep(0.4)`
  await Promise.all([sql`SELECT pg_sleep(0.4)`, sql`SELECT pg_sleep(0.4)`, sql`SELECT pg_sleep(0.4)`])
  expect(await backend()).toBe(before)
})
