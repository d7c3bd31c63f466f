// Windows of days, weeks and months against two other clocks: ICU's own dates, and PostgreSQL's (reliability.md B19).

import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { windowOf } from '@switchyard/core/time/zone.ts'
import { createTestDatabase, type TestDatabase } from '@switchyard/testkit/database.ts'

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

// Until 2023: both know what clocks did then; of later years one of them may have an older forecast.
const instants = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2023, 0, 1) })
const periods = ['day', 'week', 'month'] as const

const formats = new Map<string, Intl.DateTimeFormat>()

/** YYYY-MM-DD by ICU. */
function dateIn(zone: string, at: number): string {
  const known = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
  formats.set(zone, known)
  return known.format(at)
}

test('10,000 windows of any zone begin and end with a date, by ICU and by PostgreSQL', async () => {
  const known = await sql<{ name: string }[]>`SELECT name FROM pg_timezone_names`
  const inPostgres = new Set(known.map(({ name }) => name))
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => inPostgres.has(zone))
  expect(zones.length).toBeGreaterThan(300)
  const cases = fc.sample(fc.tuple(fc.constantFrom(...periods), fc.constantFrom(...zones), instants), {
    numRuns: 10_000,
    seed: 20_261_122,
  })
  const rows = cases.map(([period, zone, at]) => {
    const { start, end } = windowOf(period, new Date(at), zone)
    if (end === null) throw new Error('A window of the calendar ends')
    expect(start.getTime()).toBeLessThanOrEqual(at)
    expect(end.getTime()).toBeGreaterThan(at)
    // By ICU: another date begins with the first instant and with the end, and not a moment before.
    expect(dateIn(zone, start.getTime() - 1) < dateIn(zone, start.getTime())).toBe(true)
    expect(dateIn(zone, end.getTime() - 1) < dateIn(zone, end.getTime())).toBe(true)
    return {
      period,
      zone,
      at: new Date(at),
      start,
      before: new Date(start.getTime() - 1),
      end,
      last: new Date(end.getTime() - 1),
    }
  })
  // By PostgreSQL: the window's instants are of the same day, week or month, those beside it of another.
  const wrong = await sql`
    SELECT r.* FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (period text, zone text, at timestamptz, start timestamptz, before timestamptz, "end" timestamptz, last timestamptz)
    WHERE NOT (
      date_trunc(r.period, r.start AT TIME ZONE r.zone) = date_trunc(r.period, r.at AT TIME ZONE r.zone)
      AND date_trunc(r.period, r.last AT TIME ZONE r.zone) = date_trunc(r.period, r.at AT TIME ZONE r.zone)
      AND date_trunc(r.period, r.before AT TIME ZONE r.zone) < date_trunc(r.period, r.at AT TIME ZONE r.zone)
      AND date_trunc(r.period, r."end" AT TIME ZONE r.zone) > date_trunc(r.period, r.at AT TIME ZONE r.zone))`
  expect(wrong).toEqual([])
}, 60_000)
