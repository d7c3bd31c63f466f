import { afterAll, beforeAll, expect, test } from 'vitest'

import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'

import { openDatabase, type Database } from '../db/database.ts'
import { createCrew } from './crew.ts'

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = await openDatabase({ url: database.url, applicationName: 'switchyard-test' })
})

afterAll(async () => {
  await db.close()
  await database.drop()
})

/** A worker that came `secondsAgo`. */
async function join(secondsAgo: number, isWithin = () => true) {
  const id = crypto.randomUUID()
  await db.engine`
    INSERT INTO workers (id, host, pid, started_at) VALUES (${id}, 'here', 1, now() - make_interval(secs => ${secondsAgo}))`
  return { id, crew: createCrew(db.engine, id, isWithin) }
}

test('A worker that comes begins when the others know of it and have made room, and all ranks differ', async () => {
  let isWithin = false
  const first = await join(60, () => isWithin)
  await first.crew.refresh()
  expect(first.crew.rank).toEqual({ rank: 0, workers: 1 })

  const second = await join(5)
  await second.crew.refresh()
  expect(second.crew.rank).toBeNull()

  // The first one reads of it, and still has more under way than its part.
  await first.crew.refresh()
  expect(first.crew.rank?.workers).toBe(2)
  await first.crew.refresh()
  await second.crew.refresh()
  expect(second.crew.rank).toBeNull()

  isWithin = true
  await first.crew.refresh()
  await second.crew.refresh()
  expect(second.crew.rank?.workers).toBe(2)
  expect(new Set([first.crew.rank?.rank, second.crew.rank?.rank])).toEqual(new Set([0, 1]))

  await db.engine`UPDATE workers SET stopped_at = now() WHERE id = ${first.id}`
  await second.crew.refresh()
  expect(second.crew.rank).toEqual({ rank: 0, workers: 1 })
})
