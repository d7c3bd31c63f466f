// What a cap window should hold, from the leads and dispatches themselves, and setting it to that.

import type { TransactionSql } from 'postgres'

import { assertNever } from '@switchyard/core/assert.ts'
import { bucketOf } from '@switchyard/core/caps/rolling.ts'

import type { Database } from '../db/database.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { AccountCap, CapSubject } from './accountCaps.ts'
import { adoptDispatches, countBuckets, countDispatches } from './countDispatches.ts'
import { countLeadBuckets, countLeads } from './countLeads.ts'
import { lockWindows, type WindowRef } from './windows.ts'

/** Leads, or 1/10,000 of the currency unit. */
export interface Recount {
  readonly reserved: bigint
  readonly used: bigint
  readonly overCap: bigint
  /** Of `used`: stands at the very edge of a rolling window, and may be counted or not. */
  readonly unsure: bigint
}

/** Null where it cannot be told: payouts of test leads are counted and never booked. */
export async function recountOf(tx: TransactionSql, setup: AccountSetup, cap: AccountCap): Promise<Recount | null> {
  const { subject } = cap
  switch (subject.kind) {
    case 'campaign':
    case 'supplier':
      return cap.test && cap.slot.isMoney ? null : countLeads(tx, cap, subject)
    case 'delivery':
    case 'buyer':
      return countDispatches(tx, setup, cap, subject)
    default:
      return assertNever(subject)
  }
}

/**
 * Sets the window to what happened in it, whatever it held: for caps that are new, or have another zone. Dispatches in flight get
 * their place in it. Safe to repeat.
 */
export async function recountWindow(db: Database, setup: AccountSetup, cap: AccountCap): Promise<void> {
  const { slot, subject } = cap
  await db.engine.begin(async (tx) => {
    if (subject.kind === 'delivery' || subject.kind === 'buyer') await adoptDispatches(tx, setup, cap, subject)
    await lockWindows(tx, [slot.ref])
    const recount = await recountOf(tx, setup, cap)
    if (recount === null) return
    const { reserved, used, overCap } = recount
    const isRolling = slot.spanMs !== null
    const own = isRolling ? { used: 0n, overCap: 0n } : { used, overCap }
    await tx`
      UPDATE cap_windows w
      SET reserved = ${reserved.toString()}, used = ${own.used.toString()}, over_cap = ${own.overCap.toString()}
      WHERE w.account_id = ${slot.accountId} AND w.scope = ${slot.scope} AND w.period = ${slot.window}
        AND w.window_start = ${slot.start}`
    if (isRolling) await writeBuckets(tx, slot.ref, await bucketsOf(tx, cap, subject))
  })
}

function bucketsOf(tx: TransactionSql, cap: AccountCap, subject: CapSubject) {
  switch (subject.kind) {
    case 'campaign':
    case 'supplier':
      return countLeadBuckets(tx, cap, subject)
    case 'delivery':
    case 'buyer':
      return countBuckets(tx, cap, subject)
    default:
      return assertNever(subject)
  }
}

async function writeBuckets(
  tx: TransactionSql,
  { accountId, scope, period, spanMs = 0, start }: WindowRef,
  buckets: readonly { readonly start: Date; readonly used: string; readonly overCap: string }[],
): Promise<void> {
  const rows = buckets.map((bucket) => ({
    start: bucket.start,
    end: bucketOf(bucket.start, spanMs).end,
    used: bucket.used,
    over_cap: bucket.overCap,
  }))
  await tx`
    DELETE FROM cap_windows w
    WHERE w.account_id = ${accountId} AND w.scope = ${scope} AND w.period = ${period} AND w.window_start > ${start}`
  await tx`
    INSERT INTO cap_windows (account_id, scope, period, window_start, window_end, used, over_cap)
    SELECT ${accountId}::bigint, ${scope}, ${period}, r.start, r.end, r.used, r.over_cap
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (start timestamptz, "end" timestamptz, used bigint, over_cap bigint)`
}
