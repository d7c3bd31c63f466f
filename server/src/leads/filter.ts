// The list's filters as SQL conditions. Values are always parameters; keys of fields too.

import type { PendingQuery, Row, TransactionSql } from 'postgres'

export interface LeadFilter {
  readonly campaign?: readonly string[] | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly q?: string | undefined
  readonly fields?: readonly { readonly key: string; readonly match: string }[] | undefined
  readonly country?: readonly string[] | undefined
  readonly delivery?: readonly string[] | undefined
  readonly buyer?: readonly string[] | undefined
  readonly supplier?: readonly string[] | undefined
  readonly source?: readonly string[] | undefined
  readonly activity?: readonly string[] | undefined
  readonly method?: readonly string[] | undefined
  readonly status?: readonly string[] | undefined
  readonly code?: readonly string[] | undefined
  readonly sold?: readonly string[] | undefined
  readonly deliveryStatus?: readonly string[] | undefined
  readonly test?: boolean | undefined
}

type Fragment = PendingQuery<Row[]>

/** The conditions for `leads l JOIN lead_data v`, all of them to hold. */
export function conditions(tx: TransactionSql, filter: LeadFilter): Fragment[] {
  // Row level security says it too, where the database lets us use it.
  const all: Fragment[] = [tx`l.account_id = current_account()`]
  const oneOf = (column: Fragment, values: readonly string[] | undefined) => {
    if (values && values.length > 0) all.push(tx`${column} = ANY(${[...values]}::text[])`)
  }
  oneOf(tx`l.campaign`, filter.campaign)
  oneOf(tx`l.country`, filter.country)
  oneOf(tx`l.supplier`, filter.supplier)
  if (filter.source && filter.source.length > 0) {
    // The supplier's own text; all the others are keys of ours.
    all.push(tx`lower(l.source) = ANY(${filter.source.map((source) => source.toLowerCase())}::text[])`)
  }
  oneOf(tx`l.method`, filter.method)
  oneOf(tx`l.status`, filter.status)
  oneOf(tx`l.code`, filter.code)
  oneOf(tx`l.sold`, filter.sold)
  oneOf(tx`l.delivery_status`, filter.deliveryStatus)
  if (filter.from) all.push(tx`l.received_at >= ${filter.from}`)
  if (filter.to) all.push(tx`l.received_at < ${filter.to}`)
  if (filter.test !== undefined) all.push(tx`l.test = ${filter.test}`)
  if (filter.delivery && filter.delivery.length > 0) all.push(dispatched(tx, tx`d.delivery`, filter.delivery))
  if (filter.buyer && filter.buyer.length > 0) all.push(dispatched(tx, tx`d.buyer`, filter.buyer))
  for (const { key, match } of filter.fields ?? []) all.push(tx`v.fields ->> ${key} ILIKE ${likePattern(match)}`)
  if (filter.q !== undefined && filter.q.trim() !== '') all.push(search(tx, filter.q.trim()))
  if (filter.activity && filter.activity.length > 0) all.push(active(tx, filter.activity))
  return all
}

/** `~x` contains, `x*` starts with, anything else is the whole value; `%` and `_` stand for themselves. */
export function likePattern(match: string): string {
  const escape = (text: string) => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
  if (match.startsWith('~')) return `%${escape(match.slice(1))}%`
  if (match.endsWith('*') && match.length > 1) return `${escape(match.slice(0, -1))}%`
  return escape(match)
}

function dispatched(tx: TransactionSql, column: Fragment, values: readonly string[]): Fragment {
  return tx`EXISTS (
    SELECT 1 FROM dispatches d
    WHERE d.account_id = l.account_id AND d.lead_id = l.id AND ${column} = ANY(${[...values]}::text[]))`
}

/** Id, email, phone in any form, name, or the supplier's own id. */
function search(tx: TransactionSql, text: string): Fragment {
  const either: Fragment[] = [
    tx`l.name ILIKE ${likePattern(`~${text}`)}`,
    tx`l.email ILIKE ${likePattern(`~${text}`)}`,
    tx`l.external_id = ${text}`,
  ]
  const digits = text.replaceAll(/\D/g, '')
  const isNumber = /^[\d\s()+./-]+$/.test(text)
  if (isNumber && digits.length >= 1 && digits.length <= 18) either.push(tx`l.id = ${digits}::bigint`)
  // A national number loses its leading zero, so that 07700 900123 finds +447700900123.
  if (isNumber && digits.length >= 6) either.push(tx`l.phone LIKE ${`%${digits.replace(/^0+/, '')}`}`)
  return tx`(${joined(tx, either, 'or')})`
}

function active(tx: TransactionSql, activities: readonly string[]): Fragment {
  const either: Fragment[] = [
    tx`EXISTS (SELECT 1 FROM lead_events e
      WHERE e.account_id = l.account_id AND e.lead_id = l.id AND e.kind = ANY(${[...activities]}::text[]))`,
  ]
  if (activities.includes('edited')) either.push(tx`l.revision > 1`)
  return tx`(${joined(tx, either, 'or')})`
}

export function joined(tx: TransactionSql, parts: readonly Fragment[], word: 'and' | 'or'): Fragment {
  const [first, ...rest] = parts
  if (!first) return tx`true`
  return rest.reduce((left, right) => (word === 'and' ? tx`${left} AND ${right}` : tx`${left} OR ${right}`), first)
}
