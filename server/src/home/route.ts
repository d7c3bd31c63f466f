// GET /v1/home: the first screen in one request.

import type { TransactionSql } from 'postgres'

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import { showHome } from '@switchyard/contract/home/show.ts'

import { databaseNow } from '../db/clock.ts'
import type { Database } from '../db/database.ts'
import { handle, type Route } from '../http/route.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { LiveSetup } from '../setup/live.ts'
import { countsOf, figuresOf } from './addUp.ts'
import { homeFrame, type HomeFrame } from './frame.ts'
import { keepSlow, type Kept } from './keepSlow.ts'
import { readCounts, type SpanCounts } from './readCounts.ts'
import { readNeeds } from './readNeeds.ts'
import { readReasons } from './readReasons.ts'
import { readStandingJobs, type StandingJob } from './readStandingJobs.ts'

type Home = OutputOf<typeof showHome>

const dayCount = 14

export function homeRoute(db: Database, live: LiveSetup): Route {
  const days = keepSlow<readonly SpanCounts[]>(() => performance.now())
  return handle(showHome, async ({ caller, query }) => {
    const setup = await live.account(caller.accountId)
    const frame = homeFrame(databaseNow(), query.timezone, dayCount)
    const jobs = await readStandingJobs(db.engine, caller.accountId)
    return db.asAccount(caller.accountId, (tx) => readHome(tx, setup, frame, query.timezone, jobs, days))
  })
}

async function readHome(
  tx: TransactionSql,
  setup: AccountSetup,
  frame: HomeFrame,
  timezone: string,
  jobs: readonly StandingJob[],
  days: Kept<readonly SpanCounts[]>,
): Promise<Home> {
  const { now, today, lastWeek, lastWeekNow } = frame
  const dayBounds = [...frame.before.map(({ from }) => from), today.from]
  const [needs, hours, lastWeekHours, reasons, seen] = await Promise.all([
    readNeeds(tx, setup, jobs, now),
    readCounts(tx, [...frame.hours, today.to]),
    readCounts(tx, inOrder([...frame.lastWeekHours, lastWeekNow, lastWeek.to])),
    readReasons(tx, today.from),
    tx`SELECT FROM leads l WHERE l.account_id = current_account() LIMIT 1`,
  ])
  // On its own, or its time would be told with that of the others on this connection.
  const before = await days.get(`${setup.accountId} ${timezone} ${today.day}`, () => readCounts(tx, dayBounds))
  return {
    at: now.toISOString(),
    timezone,
    hasLeads: seen.length > 0,
    needs,
    today: figuresOf(hours, today.from, today.to),
    lastWeek: figuresOf(lastWeekHours, lastWeek.from, lastWeekNow),
    hours: frame.hours.map((from, hour) => {
      const to = frame.hours[hour + 1] ?? today.to
      const [then, after] = [frame.lastWeekHours[hour], frame.lastWeekHours[hour + 1] ?? lastWeek.to]
      const before = then === undefined ? 0 : countsOf(lastWeekHours, then, after).received
      return { from: from.toISOString(), to: to.toISOString(), ...countsOf(hours, from, to), lastWeek: before }
    }),
    days: [...frame.before, today].map(({ day, from, to }) => ({
      day,
      from: from.toISOString(),
      to: to.toISOString(),
      ...countsOf(day === today.day ? hours : before, from, to),
    })),
    reasons,
  }
}

/** Without repetitions: two bounds at one instant leave no room between them. */
function inOrder(bounds: readonly Date[]): Date[] {
  const times = [...new Set(bounds.map((bound) => bound.getTime()))]
  return times.toSorted((a, b) => a - b).map((time) => new Date(time))
}
