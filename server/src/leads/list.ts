// The Leads screen in one query: a page of leads with their values and, per delivery, the newest dispatch.

import type { TransactionSql } from 'postgres'

import type { DispositionCode, Failure } from '@switchyard/core/lead/disposition.ts'
import type { FieldValues } from '@switchyard/core/lead/facts.ts'
import type {
  ConsentState,
  DeliveryStatus,
  DispatchState,
  LeadStatus,
  Method,
  Sold,
} from '@switchyard/core/lead/states.ts'
import { formatMoney } from '@switchyard/core/money/money.ts'

import { readCursor, writeCursor, type Cursor } from './cursor.ts'
import { conditions, type LeadFilter } from './filter.ts'
import { joined } from './joined.ts'

export interface ListedBuyer {
  readonly buyer: string | null
  readonly delivery: string
  readonly state: DispatchState
  readonly reason: string | null
  readonly returnReason: string | null
}

export interface ListedLead {
  readonly id: string
  readonly receivedAt: string
  readonly updatedAt: string
  readonly revision: number
  readonly campaign: string
  readonly supplier: string | null
  readonly source: string | null
  readonly externalId: string | null
  readonly method: Method
  readonly country: string | null
  readonly summary: string
  readonly fields: FieldValues
  readonly status: LeadStatus
  readonly disposition: {
    readonly code: DispositionCode
    readonly reason: string | null
    readonly failures: readonly Failure[]
  }
  readonly sold: Sold
  readonly soldReason: string | null
  readonly deliveryStatus: DeliveryStatus
  readonly buyers: readonly ListedBuyer[]
  readonly revenue: string | null
  readonly payout: string | null
  readonly currency: string
  readonly consent: { readonly email: ConsentState; readonly sms: ConsentState }
  readonly duplicateOf: string | null
  readonly test: boolean
  /** Only a tombstone is left. */
  readonly erased: boolean
}

export interface LeadPage {
  readonly leads: readonly ListedLead[]
  readonly total: { readonly value: number; readonly exact: boolean }
  readonly nextCursor: string | null
}

/** Counting stops here: beyond it the total is said to be inexact. */
const countUpTo = 10_000

export async function listLeads(
  tx: TransactionSql,
  filter: LeadFilter,
  page: { readonly limit: number; readonly cursor: string | null; readonly order: 'newest' | 'oldest' },
): Promise<LeadPage | 'badCursor'> {
  const after = page.cursor === null ? null : readCursor(page.cursor)
  if (page.cursor !== null && after === null) return 'badCursor'
  const where = joined(tx, conditions(tx, filter), 'and')
  const [, rows, counted] = await Promise.all([
    planAnew(tx),
    readPage(tx, filter, where, after, page),
    tx<{ count: number }[]>`
      SELECT count(*)::int AS count FROM (
        SELECT 1 FROM leads l ${joinValues(tx, filter)}
        WHERE ${where} LIMIT ${countUpTo + 1}) AS capped`,
  ])
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  const count = counted[0]?.count ?? 0
  return {
    leads: shown.map(listed),
    total: { value: Math.min(count, countUpTo), exact: count <= countUpTo },
    nextCursor: rows.length > page.limit && last ? writeCursor(last) : null,
  }
}

/**
 * Whether an index helps depends on the values that are looked for, so a plan made for any values is a bad one. For the rest of the
 * transaction; planning costs about 2 ms a statement.
 */
export async function planAnew(tx: TransactionSql): Promise<void> {
  await tx`SELECT set_config('plan_cache_mode', 'force_custom_plan', true)`
}

/** For counting, which reads the values only where a filter asks for them. */
export function joinValues(tx: TransactionSql, filter: LeadFilter): ReturnType<typeof joined> {
  if ((filter.fields ?? []).length === 0) return tx``
  return tx`JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at`
}

export type LeadRow = Omit<
  ListedLead,
  'receivedAt' | 'updatedAt' | 'disposition' | 'revenue' | 'payout' | 'consent'
> & {
  readonly receivedAt: Date
  readonly updatedAt: Date
  readonly code: DispositionCode
  readonly reason: string | null
  readonly failures: readonly Failure[]
  readonly revenue: string
  readonly payout: string
  readonly consentEmail: ConsentState
  readonly consentSms: ConsentState
}

function readPage(
  tx: TransactionSql,
  filter: LeadFilter,
  where: ReturnType<typeof joined>,
  after: Cursor | null,
  page: { readonly limit: number; readonly order: 'newest' | 'oldest' },
): Promise<LeadRow[]> {
  const newest = page.order === 'newest'
  const from = after
    ? newest
      ? tx`AND (l.received_at, l.id) < (${after.receivedAt}, ${after.id}::bigint)`
      : tx`AND (l.received_at, l.id) > (${after.receivedAt}, ${after.id}::bigint)`
    : tx``
  const order = newest ? tx`l.received_at DESC, l.id DESC` : tx`l.received_at, l.id`
  // The page is found before its values are read: in one join the planner expects a single row, and reads and sorts all leads.
  return tx<LeadRow[]>`
    SELECT ${leadColumns(tx)}
    FROM (
      SELECT l.* FROM leads l ${joinValues(tx, filter)}
      WHERE ${where} ${from} ORDER BY ${order} LIMIT ${page.limit + 1}) l
    JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
    ORDER BY ${order}`
}

/** For `leads l JOIN lead_data v`. */
export function leadColumns(tx: TransactionSql): ReturnType<typeof joined> {
  return tx`
    l.id::text AS id, l.received_at AS "receivedAt", l.updated_at AS "updatedAt", l.revision, l.campaign, l.supplier, l.source,
    l.external_id AS "externalId", l.method, l.country, l.summary, v.fields, l.status, l.code, l.reason, v.failures, l.sold,
    l.sold_reason AS "soldReason", l.delivery_status AS "deliveryStatus", l.revenue, l.payout, l.currency,
    l.consent_email AS "consentEmail", l.consent_sms AS "consentSms", l.duplicate_of::text AS "duplicateOf", l.test,
    l.erased_at IS NOT NULL AS erased,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('buyer', n.buyer, 'delivery', n.delivery, 'state', n.state, 'reason', n.reason,
        'returnReason', n.return_reason)
        ORDER BY n.id), '[]')
      FROM (SELECT DISTINCT ON (d.delivery) d.id, d.buyer, d.delivery, d.state, d.reason, d.return_reason FROM dispatches d
        WHERE d.account_id = l.account_id AND d.lead_id = l.id ORDER BY d.delivery, d.created_at DESC, d.id DESC) n) AS buyers`
}

/** Revenue is shown once a lead is sold, or was and came back. */
export function listed(row: LeadRow): ListedLead {
  const { code, reason, failures, consentEmail, consentSms, receivedAt, updatedAt, revenue, payout, ...rest } = row
  const booked = row.sold === 'sold' || row.sold === 'returned'
  return {
    ...rest,
    receivedAt: receivedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    disposition: { code, reason, failures },
    revenue: booked ? formatMoney(BigInt(revenue)) : null,
    payout: payout === '0' ? null : formatMoney(BigInt(payout)),
    consent: { email: consentEmail, sms: consentSms },
  }
}
