// GET /v1/home/campaigns

import type { TransactionSql } from 'postgres'

import { showCampaigns } from '@switchyard/contract/home/campaigns.ts'
import { isFull } from '@switchyard/core/caps/caps.ts'
import { capWords } from '@switchyard/core/caps/capWords.ts'
import { windowOf } from '@switchyard/core/time/zone.ts'

import { accountCaps } from '../caps/accountCaps.ts'
import { readCaps, type CapState } from '../caps/readCaps.ts'
import { databaseNow } from '../db/clock.ts'
import type { Database } from '../db/database.ts'
import { handle, type Route } from '../http/route.ts'
import type { LiveSetup } from '../setup/live.ts'
import { keepSlow } from './keepSlow.ts'

export function campaignsTodayRoute(db: Database, live: LiveSetup): Route {
  const standing = keepSlow<ReadonlyMap<string, number>>(() => performance.now())
  return handle(showCampaigns, async ({ caller, query }) => {
    const setup = await live.account(caller.accountId)
    const now = databaseNow()
    const { start } = windowOf('day', now, query.timezone)
    const { today, waiting, caps } = await db.asAccount(caller.accountId, async (tx) => ({
      today: await countToday(tx, start),
      waiting: await standing.get(caller.accountId, () => countWaiting(tx)),
      caps: await readCaps(tx, accountCaps(setup, now, false)),
    }))
    const campaigns = [...setup.campaigns.values()].toSorted((a, b) => a.reference.localeCompare(b.reference))
    return {
      at: now.toISOString(),
      timezone: query.timezone,
      campaigns: campaigns.map(({ reference, doc, fault }) => ({
        reference,
        name: doc.name === '' ? reference : doc.name,
        status: doc.status,
        fault,
        country: doc.country,
        today: today.get(reference) ?? none,
        waiting: waiting.get(reference) ?? 0,
        caps: toldCaps(
          caps.filter(({ cap }) => cap.subject.kind !== 'buyer' && cap.subject.campaign === reference),
          now,
        ),
      })),
    }
  })
}

const none = { received: 0, accepted: 0, rejected: 0, sold: 0 }

async function countToday(tx: TransactionSql, from: Date): Promise<ReadonlyMap<string, typeof none>> {
  const rows = await tx<(typeof none & { campaign: string })[]>`
    SELECT l.campaign, count(*)::int AS received,
      count(*) FILTER (WHERE l.status = 'accepted')::int AS accepted,
      count(*) FILTER (WHERE l.status = 'rejected')::int AS rejected,
      count(*) FILTER (WHERE l.sold = 'sold')::int AS sold
    FROM leads l
    WHERE l.account_id = current_account() AND l.received_at >= ${from} AND NOT l.test
    GROUP BY l.campaign`
  return new Map(rows.map(({ campaign, ...counts }) => [campaign, counts]))
}

/** By the index of rejected leads: those of all time, without those that somebody has decided about. */
async function countWaiting(tx: TransactionSql): Promise<ReadonlyMap<string, number>> {
  const rows = await tx<{ campaign: string; waiting: number }[]>`
    SELECT l.campaign, count(*)::int AS waiting FROM leads l
    WHERE l.account_id = current_account() AND l.status = 'rejected' AND l.kept_at IS NULL AND NOT l.test
      AND l.erased_at IS NULL
    GROUP BY l.campaign`
  return new Map(rows.map(({ campaign, waiting }) => [campaign, waiting]))
}

function toldCaps(caps: readonly CapState[], now: Date): { total: number; full: number; words: string } | null {
  const [fullest] = caps.toSorted((a, b) => shareOf(b) - shareOf(a))
  if (!fullest) return null
  return {
    total: caps.length,
    full: caps.filter(({ snapshot }) => isFull(snapshot)).length,
    words: capWords(fullest.snapshot, now, fullest.cap.slot.timezone),
  }
}

/** How much of it is used: 1 is all. A limit of nothing is full. */
function shareOf({ snapshot: { used, limit } }: CapState): number {
  const most = Number(limit)
  return most === 0 ? 1 : Number(used) / most
}
