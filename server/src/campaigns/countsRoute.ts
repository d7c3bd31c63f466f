// GET /v1/campaigns/{ref}/counts

import { campaignCounts, mostCountedDays } from '@switchyard/contract/campaigns/counts.ts'

import { databaseNow } from '../db/clock.ts'
import type { Database } from '../db/database.ts'
import { invalid, notFound } from '../http/problem.ts'
import { handle, type Route } from '../http/route.ts'
import type { LiveSetup } from '../setup/live.ts'
import { countBounds } from './countBounds.ts'
import { countReasons, countSpans, countSuppliers, type Frame } from './readCounts.ts'

const dayMs = 24 * 3_600_000
const usualDays = 7

export function countsRoute(db: Database, live: LiveSetup): Route {
  return handle(campaignCounts, async ({ caller, params, query }) => {
    const setup = await live.account(caller.accountId)
    if (!setup.campaigns.has(params.ref)) throw notFound(`Campaign '${params.ref}'`)
    const frame = frameOf(query.from, query.to, databaseNow())
    const { by, bounds } = countBounds(frame.from, frame.to, query.timezone)
    const { spans, reasons, suppliers } = await db.asAccount(caller.accountId, async (tx) => ({
      spans: await countSpans(tx, params.ref, bounds),
      reasons: await countReasons(tx, params.ref, frame),
      suppliers: await countSuppliers(tx, params.ref, frame),
    }))
    return {
      from: frame.from.toISOString(),
      to: frame.to.toISOString(),
      timezone: query.timezone,
      by,
      points: spans.map((counts, index) => ({
        from: (bounds[index] ?? frame.from).toISOString(),
        to: (bounds[index + 1] ?? frame.to).toISOString(),
        ...counts,
      })),
      reasons,
      suppliers,
    }
  })
}

function frameOf(from: Date | undefined, to: Date | undefined, now: Date): Frame {
  const end = to ?? now
  const start = from ?? new Date(end.getTime() - usualDays * dayMs)
  const refuse = (message: string) => invalid([{ path: 'from', code: 'invalid_value', message }], 422)
  if (start >= end) throw refuse('The frame has to begin before it ends.')
  if (end.getTime() - start.getTime() > mostCountedDays * dayMs) {
    throw refuse(`The frame has at most ${mostCountedDays} days; ask for a shorter one.`)
  }
  return { from: start, to: end }
}
