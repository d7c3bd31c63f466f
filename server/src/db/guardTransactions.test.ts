import postgres from 'postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'

import { guardTransactions } from './guardTransactions.ts'

let database: TestDatabase
let admin: postgres.Sql
/** One connection: what a lost transaction still says would reach the next one. */
let sql: postgres.Sql

beforeEach(async () => {
  database = await createTestDatabase('empty')
  admin = postgres(database.url, { max: 1 })
  sql = guardTransactions(postgres(database.url, { max: 1, backoff: () => 0 } as never), 300)
  await admin`CREATE TABLE notes (text text)`
})

afterEach(async () => {
  await sql.end({ timeout: 1 })
  await admin.end()
  await database.drop()
})

const notes = async () => (await admin`SELECT text FROM notes ORDER BY text`).map((row) => row['text'] as string)

/** A transaction whose connection is ended while its work waits for something else. */
async function lose(then: (tx: postgres.TransactionSql) => Promise<void>) {
  const gate = Promise.withResolvers<void>()
  const worked = Promise.withResolvers<void>()
  const lost = sql.begin(async (tx) => {
    const [row] = await tx<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    await tx`INSERT INTO notes VALUES ('lost')`
    await admin`SELECT pg_terminate_backend(${row?.pid ?? 0})`
    await gate.promise
    await then(tx).finally(() => worked.resolve())
  })
  await expect(lost).rejects.toThrow()
  return async () => {
    gate.resolve()
    await worked.promise.catch(() => undefined)
    // The work's failure has to pass through the driver.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test.each([
  [
    'fails',
    async () => {
      throw new Error('something else failed')
    },
  ],
  [
    'goes on with a statement',
    async (tx: postgres.TransactionSql) => {
      await tx`INSERT INTO notes VALUES ('ghost')`
    },
  ],
])('A lost transaction that %s later does nothing to the one that has its connection now', async (_, then) => {
  const goOn = await lose(then)
  await sql.begin(async (tx) => {
    await tx`INSERT INTO notes VALUES ('first')`
    await goOn()
    await tx`INSERT INTO notes VALUES ('second')`
  })
  expect(await notes()).toEqual(['first', 'second'])
})

test('A transaction that ends well is committed and answers its result, one that fails is rolled back', async () => {
  const count = await sql.begin(async (tx) => {
    await tx`INSERT INTO notes VALUES ('kept')`
    return 1
  })
  expect(count).toBe(1)
  await expect(
    sql.begin('read write', async (tx) => {
      await tx`INSERT INTO notes VALUES ('gone')`
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await notes()).toEqual(['kept'])
})

test('A transaction that gets no connection in time is refused, does nothing later, and the next one goes through', async () => {
  const gate = Promise.withResolvers<void>()
  const busy = sql.begin(async (tx) => {
    await tx`INSERT INTO notes VALUES ('busy')`
    await gate.promise
  })
  const late = sql.begin((tx) => tx`INSERT INTO notes VALUES ('late')`)
  await expect(late).rejects.toMatchObject({ code: '53300', message: expect.stringContaining('0.3 s') })
  gate.resolve()
  await busy
  await sql.begin((tx) => tx`INSERT INTO notes VALUES ('next')`)
  expect(await notes()).toEqual(['busy', 'next'])
})
