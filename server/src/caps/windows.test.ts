// The counters themselves, under many transactions at once (reliability.md F14, F54).

import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDatabase, type Database } from '../db/database.ts'
import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'
import { countPlace, reservePlace, usePlace } from './places.ts'
import { readWindows, windowKey, WindowsOverrun, writeWindows, type LimitedWindow, type WindowRef } from './windows.ts'

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

function windowNamed(name: string, limit: number, more: Partial<WindowRef> = {}): LimitedWindow {
  const ref: WindowRef = { accountId: '1', scope: name, period: 'total', start: new Date(0), end: null, ...more }
  return { key: windowKey(ref), ref, limit }
}

/** As a batch does: look, decide, write; decide again under locks when others were quicker. */
async function takeAll(windows: readonly LimitedWindow[], lock = false): Promise<boolean> {
  try {
    return await db.engine.begin(async (tx) => {
      const { counters, locked } = await readWindows(tx, windows, lock)
      const isFree = ({ key, limit }: LimitedWindow) => {
        const counter = counters.get(key)
        return (counter?.reserved ?? 0) + (counter?.used ?? 0) < limit
      }
      if (!windows.every(isFree)) return false
      await writeWindows(
        tx,
        windows.map(({ ref }) => reservePlace(ref)),
        locked ? [] : windows,
      )
      return true
    })
  } catch (error) {
    if (error instanceof WindowsOverrun && !lock) return takeAll(windows, true)
    throw error
  }
}

async function rowsOf(names: readonly string[]) {
  return db.engine<{ scope: string; reserved: string; used: string }[]>`
    SELECT scope, sum(reserved)::text AS reserved, sum(used)::text AS used FROM cap_windows
    WHERE scope = ANY(${names as string[]}::text[]) GROUP BY scope ORDER BY scope`
}

test('64 at once that ask for the same windows in crossing orders take all or none, without a deadlock', async () => {
  const windows = ['a', 'b', 'c', 'd'].map((name, index) => windowNamed(`crossing ${name}`, 40 + index))
  windows.push(windowNamed('crossing e', 45, { period: 'rolling 24h', spanMs: 86_400_000 }))
  const takes = Array.from({ length: 64 }, (_, index) => {
    const turned = [...windows.slice(index % 5), ...windows.slice(0, index % 5)]
    return takeAll(index % 2 ? turned : turned.toReversed())
  })
  const taken = (await Promise.all(takes)).filter(Boolean).length
  expect(taken).toBe(40)
  const rows = await rowsOf(windows.map(({ ref }) => ref.scope))
  expect(rows.map(({ reserved }) => reserved)).toEqual(['40', '40', '40', '40', '40'])
})

test('a rolling window counts what was accepted in the bucket of that moment, and what is in flight until it ends', async () => {
  const window = windowNamed('bucketed', 3, { period: 'rolling 1h', spanMs: 3_600_000, amount: '125000' })
  const used = () => db.engine.begin(async (tx) => (await readWindows(tx, [window], true)).counters.get(window.key))
  await db.engine.begin((tx) => writeWindows(tx, [reservePlace(window.ref), reservePlace(window.ref)]))
  expect(await used()).toMatchObject({ reserved: 250_000, used: 0, freesAt: null })
  await db.engine.begin((tx) => writeWindows(tx, [usePlace(window.ref, 97_500n)]))
  const counter = await used()
  expect(counter).toMatchObject({ reserved: 125_000, used: 97_500 })
  const freesInMs = (counter?.freesAt?.getTime() ?? 0) - Date.now()
  expect(freesInMs).toBeGreaterThan(3_600_000 - 60_000)
  expect(freesInMs).toBeLessThanOrEqual(3_600_000 + 60_000)
})

test('amounts of money are written exactly, however large', async () => {
  const window = windowNamed('large', 1, { period: 'total money', amount: '1' })
  const price = 99_999_999_999_999_9999n
  await db.engine.begin((tx) => writeWindows(tx, [reservePlace(window.ref), reservePlace(window.ref)]))
  await db.engine.begin((tx) => writeWindows(tx, [usePlace(window.ref, price), usePlace(window.ref, 1n)]))
  expect(await rowsOf(['large'])).toEqual([{ scope: 'large', reserved: '0', used: String(price + 1n) }])
})

test('a window that is used up is believed without a lock, so that nobody waits for who has it locked', async () => {
  const window = windowNamed('spent', 2)
  await db.engine.begin((tx) => writeWindows(tx, [countPlace(window.ref), countPlace(window.ref)]))
  await db.engine.begin(async (holder) => {
    await readWindows(holder, [window], true)
    const seen = await db.engine.begin((tx) => readWindows(tx, [window], false))
    expect(seen.locked).toBe(false)
    expect(seen.counters.get(window.key)).toMatchObject({ used: 2, reserved: 0 })
  })
  expect(await takeAll([window])).toBe(false)
})
