// The list's filters as SQL conditions. Values are always parameters; keys of fields too.

import type { PendingQuery, Row, TransactionSql } from 'postgres'

import { joined } from './joined.ts'
import { searchCondition } from './searchCondition.ts'
import { searchTerms } from './searchTerms.ts'

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
  /** Id of a job: the leads in it. */
  readonly job?: string | undefined
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
  if (filter.job !== undefined) {
    all.push(tx`EXISTS (
      SELECT 1 FROM job_items i WHERE i.account_id = l.account_id AND i.job_id = ${filter.job}::bigint AND i.lead_id = l.id)`)
  }
  if (filter.delivery && filter.delivery.length > 0) all.push(dispatched(tx, tx`d.delivery`, filter.delivery))
  if (filter.buyer && filter.buyer.length > 0) all.push(dispatched(tx, tx`d.buyer`, filter.buyer))
  for (const { key, match } of filter.fields ?? []) all.push(tx`v.fields ->> ${key} ILIKE ${likePattern(match)}`)
  const terms = filter.q === undefined ? null : searchTerms(filter.q)
  if (terms) all.push(searchCondition(tx, terms))
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

function active(tx: TransactionSql, activities: readonly string[]): Fragment {
  const either: Fragment[] = [
    tx`EXISTS (SELECT 1 FROM lead_events e
      WHERE e.account_id = l.account_id AND e.lead_id = l.id AND e.kind = ANY(${[...activities]}::text[]))`,
  ]
  if (activities.includes('edited')) either.push(tx`l.revision > 1`)
  return tx`(${joined(tx, either, 'or')})`
}
