// What a search comes to: its totals, and its counts by the values of a filter.

import { leadTotals } from '@switchyard/contract/leads/totals.ts'
import { leadValues } from '@switchyard/contract/leads/values.ts'

import type { Database } from '../db/database.ts'
import { handle, type Route } from '../http/route.ts'
import { totalsOf } from './totals.ts'
import { valueCounts } from './valueCounts.ts'

export function countRoutes(db: Database): Route[] {
  return [
    handle(leadTotals, ({ caller, query }) => db.asAccount(caller.accountId, (tx) => totalsOf(tx, query))),
    handle(leadValues, async ({ caller, query }) => {
      const { by, limit, ...filter } = query
      const values = await db.asAccount(caller.accountId, (tx) => valueCounts(tx, by, filter, limit))
      return { values }
    }),
  ]
}
