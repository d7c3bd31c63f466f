import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'

import { createRecorder } from './recorder.ts'

let database: TestDatabase
let sql: postgres.Sql
const warnings: string[] = []
const log = { warn: (_: object, message: string) => void warnings.push(message) }

beforeAll(async () => {
  database = await createTestDatabase()
  sql = postgres(database.url, { max: 2, onnotice: () => {} })
})
beforeEach(async () => {
  warnings.length = 0
  await sql`DELETE FROM stream_events`
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

const rows = () => sql<{ account: string; topic: string; data: { ids: string[]; many: boolean } }[]>`
  SELECT account_id::text AS account, topic, data FROM stream_events ORDER BY account_id, topic DESC`

test('What happens in a second is one row for each account and topic', async () => {
  const recorder = createRecorder(sql, log)
  for (let lead = 1; lead <= 40; lead += 1) {
    recorder.leads(String(1 + (lead % 2)), [String(lead % 10)])
    recorder.count('1', { received: 1, accepted: lead % 2 })
  }
  await recorder.flush()
  expect(await rows()).toEqual([
    { account: '1', topic: 'leads', data: { ids: ['2', '4', '6', '8', '0'], many: false } },
    { account: '1', topic: 'counters', data: { received: 40, accepted: 20, rejected: 0, quarantined: 0, sold: 0 } },
    { account: '2', topic: 'leads', data: { ids: ['1', '3', '5', '7', '9'], many: false } },
  ])
  await recorder.stop()
  expect(await rows()).toHaveLength(3)
})

test('Beyond 500 leads it says that there were more', async () => {
  const recorder = createRecorder(sql, log)
  const ids = Array.from({ length: 501 }, (_, index) => String(index))
  recorder.leads('1', ids.slice(0, 500))
  recorder.leads('1', ids.slice(0, 1))
  recorder.leads('2', ids)
  recorder.manyLeads('3')
  await recorder.stop()
  const found = await rows()
  expect(found.map(({ account, data }) => [account, data.ids.length, data.many])).toEqual([
    ['1', 500, false],
    ['2', 500, true],
    ['3', 0, true],
  ])
})

test('It writes by itself soon after the first change, and keeps what could not be written for the next time', async () => {
  const recorder = createRecorder(sql, log)
  await sql`ALTER TABLE stream_events RENAME TO stream_events_away`
  recorder.leads('1', ['7'])
  recorder.count('1', { sold: 1 })
  await expect.poll(() => warnings.length).toBe(1)
  recorder.leads('1', ['8'])
  recorder.count('1', { sold: 2 })
  await sql`ALTER TABLE stream_events_away RENAME TO stream_events`
  await expect.poll(async () => (await rows()).length, { timeout: 5_000 }).toBe(2)
  expect((await rows()).map(({ data }) => data)).toEqual([
    { ids: ['7', '8'], many: false },
    { received: 0, accepted: 0, rejected: 0, quarantined: 0, sold: 3 },
  ])
  await recorder.stop()
})
