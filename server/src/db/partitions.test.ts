import postgres from 'postgres'
import { expect, test } from 'vitest'

import { createTestDatabase } from '@switchyard/testkit/database.ts'

import { startPartitionKeeper } from './partitions.ts'

test('A missing partition is made at the start, and a table that somebody holds on to keeps nobody from starting', async () => {
  const database = await createTestDatabase()
  const sql = postgres(database.url, { max: 3, onnotice: () => {} })
  const errors: string[] = []
  const log = { error: (_: object, message: string) => errors.push(message) }
  const [newest] = await sql<{ name: string }[]>`
    SELECT relname AS name FROM pg_class WHERE relname LIKE 'leads\\_20%' AND relkind = 'r' ORDER BY 1 DESC LIMIT 1`
  const name = newest?.name ?? ''
  await sql`DROP TABLE ${sql(name)}`
  const isThere = async () => (await sql`SELECT 1 FROM pg_class WHERE relname = ${name}`).length === 1

  await sql.begin(async (tx) => {
    await tx`SELECT count(*) FROM leads`
    const keeper = await startPartitionKeeper(sql, log)
    keeper.stop()
  })
  expect(errors).toHaveLength(1)
  expect(await isThere()).toBe(false)

  const keeper = await startPartitionKeeper(sql, log)
  keeper.stop()
  expect(errors).toHaveLength(1)
  expect(await isThere()).toBe(true)
  await sql.end()
  await database.drop()
})
