import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import postgres from 'postgres'

import { fromStates } from '@switchyard/core/delivery/transitions.ts'
import { dispatchStates } from '@switchyard/core/lead/states.ts'
import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'
import { sourceFiles } from '@switchyard/testkit/sourceFiles.ts'

import { mayBecome } from './mayBecome.ts'

describe('The condition of a statement', () => {
  let database: TestDatabase
  let sql: postgres.Sql

  beforeAll(async () => {
    database = await createTestDatabase()
    sql = postgres(database.url, { max: 1 })
  })
  afterAll(async () => {
    await sql.end()
    await database.drop()
  })

  test.each(dispatchStates)('lets through exactly the states that may become %s', async (to) => {
    if (fromStates(to).length === 0) return
    const rows = await sql<{ state: string }[]>`
      SELECT d.state FROM unnest(${[...dispatchStates]}::text[]) AS d (state) WHERE ${mayBecome(sql, to)}`
    expect(rows.map(({ state }) => state).toSorted()).toEqual([...fromStates(to)].toSorted())
  })

  test('cannot be built against the table', () => {
    expect(() => mayBecome(sql, 'queued', ['accepted'])).toThrow('from accepted to queued')
  })

  test('lets the planner find the index of the queue', async () => {
    await sql`SET enable_seqscan = off`
    const plan = await sql<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT 1 FROM dispatches d WHERE d.account_id = 1 AND d.delivery = 'a' AND d.class = 0 AND ${mayBecome(sql, 'sending')}`
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('dispatches_due')
  })
})

/** Results are looked up in the table one by one, by lawfulResult and late.ts, since each has a state of its own. */
const otherwise = new Set(['server/src/settlement/write.ts', 'server/src/settlement/late.ts'])

test('Every statement that writes the state of a dispatch takes its condition from the table', async () => {
  const writers = (await sourceFiles()).filter(
    ({ path, isTest, text }) =>
      path.startsWith('server/src/') &&
      !isTest &&
      [...text.matchAll(/UPDATE dispatches\b[^`]*/g)].some(([statement]) =>
        /\bSET\b[^`]*?(?<![.\w])state = /.test(statement.split(/\n\s*(?:FROM|WHERE)\b/)[0] ?? ''),
      ),
  )
  expect(writers.length).toBeGreaterThan(5)
  const unasked = writers.filter(({ path, text }) => !otherwise.has(path) && !text.includes('mayBecome('))
  expect(unasked.map(({ path }) => path)).toEqual([])
})
