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
  /** "17": the leads in that job; "17:failed": those of them in that state. */
  readonly job?: string | undefined
  /** Ids of causes: the leads that have one of them. */
  readonly cause?: readonly string[] | undefined
  readonly test?: boolean | undefined
}

type Fragment = PendingQuery<Row[]>

export type HowToLook = 'joined' | 'looked up'

export interface Conditions {
  /** Those that an index can answer: however many leads there are, what they leave is found without looking at the others. */
  readonly indexed: readonly Fragment[]
  readonly others: readonly Fragment[]
}

/** The conditions for `leads l JOIN lead_data v`, all of them to hold. */
export function conditions(tx: TransactionSql, filter: LeadFilter): readonly Fragment[] {
  const { indexed, others } = conditionsByIndex(tx, filter, 'joined')
  return [...indexed, ...others]
}

/** What stands in other tables is looked up lead by lead, for when few leads are looked at, or joined as the planner likes. */
export function conditionsByIndex(tx: TransactionSql, filter: LeadFilter, how: HowToLook): Conditions {
  // Row level security says it too, where the database lets us use it.
  const indexed: Fragment[] = [tx`l.account_id = current_account()`]
  const others: Fragment[] = []
  const oneOf = (column: Fragment, values: readonly string[] | undefined, into = others) => {
    if (values && values.length > 0) into.push(tx`${column} = ANY(${[...values]}::text[])`)
  }
  const isRare = (values: readonly string[] | undefined, common: readonly string[]) =>
    values?.every((value) => !common.includes(value)) ? indexed : others
  oneOf(tx`l.campaign`, filter.campaign, indexed)
  oneOf(tx`l.supplier`, filter.supplier, indexed)
  // The supplier's own text; all the others are keys of ours.
  oneOf(
    tx`l.source_key`,
    filter.source?.map((source) => source.toLowerCase()),
    indexed,
  )
  oneOf(tx`l.code`, filter.code, indexed)
  oneOf(tx`l.status`, filter.status, isRare(filter.status, ['accepted']))
  oneOf(tx`l.sold`, filter.sold, isRare(filter.sold, ['sold', 'unsold']))
  oneOf(tx`l.country`, filter.country)
  oneOf(tx`l.method`, filter.method)
  oneOf(tx`l.delivery_status`, filter.deliveryStatus)
  if (filter.from) indexed.push(tx`l.received_at >= ${filter.from}`)
  if (filter.to) indexed.push(tx`l.received_at < ${filter.to}`)
  if (filter.test !== undefined) others.push(tx`l.test = ${filter.test}`)
  if (filter.job !== undefined) indexed.push(inJob(tx, filter.job))
  if (filter.cause && filter.cause.length > 0) indexed.push(refusedFor(tx, filter.cause))
  for (const [column, values] of [
    [tx`d.delivery`, filter.delivery],
    [tx`d.buyer`, filter.buyer],
  ] as const) {
    if (values && values.length > 0) others.push(dispatched(tx, column, values, how))
  }
  for (const field of filter.fields ?? []) others.push(fieldIs(tx, field, how))
  if (how === 'joined' && (filter.fields ?? []).length > 0) others.push(...valuesOfTime(tx, filter))
  const terms = filter.q === undefined ? null : searchTerms(filter.q)
  if (terms) indexed.push(searchCondition(tx, terms))
  if (filter.activity && filter.activity.length > 0) others.push(active(tx, filter.activity))
  return { indexed, others }
}

/** Joined, the values are `lead_data v`. */
function fieldIs(
  tx: TransactionSql,
  { key, match }: { readonly key: string; readonly match: string },
  how: HowToLook,
): Fragment {
  const isLike = tx`v.fields ->> ${key} ILIKE ${likePattern(match)}`
  if (how === 'joined') return isLike
  return tx`coalesce((
    SELECT ${isLike} FROM lead_data v
    WHERE v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at), false)`
}

/** The lead's times once more: the planner does not see that they are those of its values, and would read every month's. */
function valuesOfTime(tx: TransactionSql, { from, to }: LeadFilter): Fragment[] {
  return [...(from ? [tx`v.received_at >= ${from}`] : []), ...(to ? [tx`v.received_at < ${to}`] : [])]
}

/** Those that wait; of a cause whose leads are all kept rejected, those. */
function refusedFor(tx: TransactionSql, causes: readonly string[]): Fragment {
  return tx`(l.id, l.received_at) IN (
    SELECT r.lead_id, r.received_at FROM refusals r
    WHERE r.account_id = current_account() AND r.cause = ANY(${[...causes]}::text[]) AND (r.cause, r.kept) IN (
      SELECT c.cause, bool_and(c.kept) FROM refusal_counts c
      WHERE c.account_id = current_account() AND c.cause = ANY(${[...causes]}::text[]) GROUP BY c.cause))`
}

function inJob(tx: TransactionSql, filter: string): Fragment {
  const [job = '', state] = filter.split(':')
  const inState = state === undefined ? tx`` : tx`AND i.state = ${state}`
  return tx`EXISTS (
    SELECT 1 FROM job_items i
    WHERE i.account_id = l.account_id AND i.job_id = ${job}::bigint AND i.lead_id = l.id ${inState})`
}

/** `~x` contains, `x*` starts with, anything else is the whole value; `%` and `_` stand for themselves. */
export function likePattern(match: string): string {
  const escape = (text: string) => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
  if (match.startsWith('~')) return `%${escape(match.slice(1))}%`
  if (match.endsWith('*') && match.length > 1) return `${escape(match.slice(0, -1))}%`
  return escape(match)
}

function dispatched(tx: TransactionSql, column: Fragment, values: readonly string[], how: HowToLook): Fragment {
  const found = tx`FROM dispatches d
    WHERE d.account_id = l.account_id AND d.lead_id = l.id AND ${column} = ANY(${[...values]}::text[])`
  // A value, and not EXISTS, is never turned into a join: that would read all dispatches to count among some leads.
  return how === 'joined' ? tx`EXISTS (SELECT 1 ${found})` : tx`coalesce((SELECT true ${found} LIMIT 1), false)`
}

function active(tx: TransactionSql, activities: readonly string[]): Fragment {
  const either: Fragment[] = [
    tx`EXISTS (SELECT 1 FROM lead_events e
      WHERE e.account_id = l.account_id AND e.lead_id = l.id AND e.kind = ANY(${[...activities]}::text[]))`,
  ]
  if (activities.includes('edited')) either.push(tx`l.revision > 1`)
  return tx`(${joined(tx, either, 'or')})`
}
