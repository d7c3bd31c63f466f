// The endpoints about how picklists and mappers do.

import { listsOverview as overviewEndpoint } from '@switchyard/contract/lists/overview.ts'
import { mapperUsage as mapperEndpoint } from '@switchyard/contract/mappers/usage.ts'
import { listUnknownValues } from '@switchyard/contract/picklists/unknown.ts'
import { picklistUsage as picklistEndpoint } from '@switchyard/contract/picklists/usage.ts'

import { databaseNow } from '../db/clock.ts'
import type { Database } from '../db/database.ts'
import { notFound } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import type { LiveSetup } from '../setup/live.ts'
import { listUnknown } from './listUnknown.ts'
import { mapperUsage } from './mapperUsage.ts'
import { listsOverview } from './overview.ts'
import { picklistUsage } from './picklistUsage.ts'

const unknownDays = 30
const coverageDays = 7
const dayMs = 86_400_000

export function listRoutes(db: Database, live: Pick<LiveSetup, 'account'>): Route[] {
  return [
    handle(overviewEndpoint, async ({ caller }) => {
      const setup = await live.account(caller.accountId)
      const times = { unknownSince: daysAgo(unknownDays), coverageSince: daysAgo(coverageDays) }
      return db.asAccountPatiently(caller.accountId, (tx) => listsOverview(tx, setup, times))
    }),
    handle(picklistEndpoint, async ({ caller, params: { key }, query: { days } }) => {
      const setup = await live.account(caller.accountId)
      const list = setup.picklists.get(key)
      if (!list) throw notFound(`The picklist ${key}`)
      const wish = { key, list, days, since: daysAgo(days) }
      return db.asAccountPatiently(caller.accountId, (tx) => picklistUsage(tx, setup, wish))
    }),
    handle(listUnknownValues, async ({ caller, params: { key }, query: { days, limit } }) => {
      const setup = await live.account(caller.accountId)
      const list = setup.picklists.get(key)
      if (!list) throw notFound(`The picklist ${key}`)
      const wish = { key, list, days, limit, since: daysAgo(days) }
      return db.asAccountPatiently(caller.accountId, (tx) => listUnknown(tx, setup, wish))
    }),
    handle(mapperEndpoint, async ({ caller, params: { key }, query: { days } }) => {
      const setup = await live.account(caller.accountId)
      const doc = setup.mappers.get(key)
      if (!doc) throw notFound(`The mapper ${key}`)
      return db.asAccountPatiently(caller.accountId, (tx) =>
        mapperUsage(tx, setup, { key, doc, days, since: daysAgo(days) }),
      )
    }),
  ]
}

function daysAgo(days: number): Date {
  return new Date(databaseNow().getTime() - days * dayMs)
}
