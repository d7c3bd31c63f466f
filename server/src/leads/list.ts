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

import { countLeads, joinValues } from './countLeads.ts'
import { readCursor, writeCursor, type Cursor } from './cursor.ts'
import { conditions, conditionsByIndex, type LeadFilter } from './filter.ts'
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

export async function listLeads(
  tx: TransactionSql,
  filter: LeadFilter,
  page: { readonly limit: number; readonly cursor: string | null; readonly order: 'newest' | 'oldest' },
): Promise<LeadPage | 'badCursor'> {
  const after = page.cursor === null ? null : readCursor(page.cursor)
  if (page.cursor !== null && after === null) return 'badCursor'
  const [, rows, counted] = await Promise.all([planAnew(tx), readPage(tx, filter, after, page), countLeads(tx, filter)])
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    leads: shown.map(listed),
    total:
      after === null && rows.length <= page.limit
        ? { value: rows.length, exact: true }
        : { ...counted, value: Math.max(counted.value, shown.length) },
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

interface Page {
  readonly limit: number
  readonly order: 'newest' | 'oldest'
}

/** Fields are looked for among so many leads before all of them are gone through: most searches find a page among these. */
const lookFirst = 10_000

async function readPage(
  tx: TransactionSql,
  filter: LeadFilter,
  after: Cursor | null,
  page: Page,
): Promise<readonly LeadRow[]> {
  if ((filter.fields ?? []).length > 0) {
    const { indexed, others } = conditionsByIndex(tx, filter, 'looked up')
    const order = orderOf(tx, page)
    const near = tx`(SELECT l.* FROM leads l WHERE ${joined(tx, indexed, 'and')} ${behind(tx, after, page)} ORDER BY ${order} LIMIT ${lookFirst})`
    const found = await readRows(tx, tx`${near} l WHERE ${joined(tx, others, 'and')}`, page)
    if (found.length > page.limit) return found
  }
  const where = joined(tx, conditions(tx, filter), 'and')
  return readRows(tx, tx`leads l ${joinValues(tx, filter)} WHERE ${where} ${behind(tx, after, page)}`, page)
}

/** The page is found before its values are read: in one join the planner expects a single row, and reads and sorts all leads. */
function readRows(tx: TransactionSql, source: ReturnType<typeof joined>, page: Page): Promise<LeadRow[]> {
  const order = orderOf(tx, page)
  return tx<LeadRow[]>`
    SELECT ${leadColumns(tx)}
    FROM (SELECT l.* FROM ${source} ORDER BY ${order} LIMIT ${page.limit + 1}) l
    JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
    ORDER BY ${order}`
}

function orderOf(tx: TransactionSql, { order }: Page): ReturnType<typeof joined> {
  return order === 'newest' ? tx`l.received_at DESC, l.id DESC` : tx`l.received_at, l.id`
}

function behind(tx: TransactionSql, after: Cursor | null, { order }: Page): ReturnType<typeof joined> {
  if (!after) return tx``
  return order === 'newest'
    ? tx`AND (l.received_at, l.id) < (${after.receivedAt}, ${after.id}::bigint)`
    : tx`AND (l.received_at, l.id) > (${after.receivedAt}, ${after.id}::bigint)`
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
