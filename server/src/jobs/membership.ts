// The leads of a selection as a query: `id`, `received_at` and `campaign` (null where there is no such lead) and `place`, from 1.

import type { PendingQuery, Row, TransactionSql } from 'postgres'

import type { LeadSelection, TakeWish } from '@switchyard/contract/jobs/selection.ts'

import { conditions } from '../leads/filter.ts'
import { joined } from '../leads/joined.ts'

export type Membership = PendingQuery<Row[]>

/** A number to choose by, for a random choice without one. */
export function withSeed(selection: LeadSelection, random: () => number): LeadSelection {
  if ('ids' in selection || selection.take?.order !== 'random' || selection.take.seed !== undefined) return selection
  return { ...selection, take: { ...selection.take, seed: Math.floor(random() * 2 ** 31) } }
}

/** Runs in the account's own transaction. */
export function membership(tx: TransactionSql, selection: LeadSelection): Membership {
  if ('ids' in selection) {
    return tx`
      SELECT w.id, l.received_at, l.campaign, row_number() OVER (ORDER BY w.first) AS place
      FROM (
        SELECT u.id, min(u.place) AS first FROM unnest(${selection.ids}::bigint[]) WITH ORDINALITY AS u (id, place) GROUP BY u.id
      ) w LEFT JOIN leads l ON l.account_id = current_account() AND l.id = w.id`
  }
  const { query, take } = selection
  const order = orderOf(tx, take)
  const values = (query.fields ?? []).length > 0 ? withValues(tx) : tx``
  const most = take ? tx`ORDER BY place LIMIT ${take.count}` : tx``
  return tx`
    SELECT l.id, l.received_at, l.campaign, row_number() OVER (ORDER BY ${order}) AS place
    FROM leads l ${values} WHERE ${joined(tx, conditions(tx, query), 'and')} ${most}`
}

function withValues(tx: TransactionSql): Membership {
  return tx`JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at`
}

/** The same seed puts the same leads in the same order, whatever else has come in between. */
function orderOf(tx: TransactionSql, take: TakeWish | undefined): Membership {
  switch (take?.order) {
    case 'newest':
      return tx`l.received_at DESC, l.id DESC`
    case 'random':
      return tx`sha256(convert_to(${`${take.seed ?? 0}`} || ':' || l.id::text, 'UTF8')), l.id`
    default:
      return tx`l.received_at, l.id`
  }
}
