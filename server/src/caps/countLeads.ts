// What a window of a campaign or of a supplier in it should hold, worked out from the leads themselves.

import type { TransactionSql } from 'postgres'

import { bucketMs } from '@switchyard/core/caps/rolling.ts'

import { databaseNow } from '../db/clock.ts'
import type { AccountCap, CapSubject } from './accountCaps.ts'
import type { Recount } from './recount.ts'

type LeadSubject = Extract<CapSubject, { kind: 'campaign' | 'supplier' }>

/**
 * Leads that were accepted in the window, at once or when they were let in later. Who was let in over the cap cannot be told from
 * the others afterwards: they are all in `used`. Money is the payouts owed on acceptance.
 */
export async function countLeads(tx: TransactionSql, cap: AccountCap, subject: LeadSubject): Promise<Recount> {
  const { start, end, spanMs } = cap.slot
  const from =
    spanMs === null
      ? start
      : new Date(Math.floor((databaseNow().getTime() - spanMs) / bucketMs(spanMs)) * bucketMs(spanMs))
  const sums = await sumsBy(tx, cap, subject, { from, to: end })
  return { reserved: 0n, used: sums.reduce((sum, { used }) => sum + BigInt(used), 0n), overCap: 0n, unsure: 0n }
}

/** The buckets of a rolling window, from the times at which leads were accepted. */
export async function countLeadBuckets(
  tx: TransactionSql,
  cap: AccountCap,
  subject: LeadSubject,
): Promise<{ start: Date; used: string; overCap: string }[]> {
  const spanMs = cap.slot.spanMs ?? 0
  const bucket = bucketMs(spanMs)
  const from = new Date(Math.floor((databaseNow().getTime() - spanMs) / bucket) * bucket)
  const sums = await sumsBy(tx, cap, subject, { from, to: null })
  return sums.map(({ start, used }) => ({ start, used, overCap: '0' }))
}

async function sumsBy(
  tx: TransactionSql,
  { slot, test }: AccountCap,
  subject: LeadSubject,
  { from, to }: { readonly from: Date; readonly to: Date | null },
): Promise<{ start: Date; used: string }[]> {
  const seconds = slot.spanMs === null ? null : bucketMs(slot.spanMs) / 1000
  const bucket =
    seconds === null
      ? tx`${from}::timestamptz`
      : tx`to_timestamp(floor(extract(epoch FROM l.at) / ${seconds}::int) * ${seconds}::int)`
  const until = to ?? new Date('9999-01-01T00:00:00Z')
  const supplier = subject.kind === 'supplier' ? tx`AND l.supplier = ${subject.supplier}` : tx``
  const value = subject.kind === 'campaign' && subject.field !== null ? subject : null
  const join = value
    ? tx`JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
        AND v.fields ->> ${value.field ?? ''} = ${value.value ?? ''}`
    : tx``
  const amount = slot.isMoney
    ? tx`(SELECT coalesce(sum(g.amount), 0) FROM ledger g
        WHERE g.account_id = l.account_id AND g.lead_id = l.id AND g.kind = 'payout' AND g.dispatch_id IS NULL)`
    : tx`1`
  const own = tx`l.account_id = ${slot.accountId} AND l.campaign = ${subject.campaign} AND l.test = ${test} ${supplier}
      AND (l.status = 'accepted' OR l.code = 'REJECT_LEAD_DESTINATION')`
  return tx<{ start: Date; used: string }[]>`
    SELECT ${bucket} AS start, sum(${amount}) AS used
    FROM (
      SELECT l.account_id, l.id, l.received_at, l.received_at AS at FROM leads l
      WHERE ${own} AND l.readmitted_at IS NULL AND l.received_at >= ${from} AND l.received_at < ${until}
      UNION ALL
      SELECT l.account_id, l.id, l.received_at, l.readmitted_at FROM leads l
      WHERE ${own} AND l.readmitted_at >= ${from} AND l.readmitted_at < ${until}
    ) l
    ${join}
    GROUP BY 1`
}
