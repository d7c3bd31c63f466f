// Causes in full: their counts by supplier, spelling and day, and their newest leads.

import type { TransactionSql } from 'postgres'

import { causeOf, type Cause, type CauseCounts, type KnownCause } from '@switchyard/core/causes/cause.ts'
import { causeId, causeKey } from '@switchyard/core/causes/causeKey.ts'
import type { Refusal } from '@switchyard/core/causes/refusal.ts'

import { countsOf, type CountedCause, type ReceivedSpan } from './causeCounts.ts'
import { readRefusals, type RefusedLead } from './readRefusals.ts'

const mostExamples = 5

/** In the order given; one that no lead has by now is missing. Runs in the account's own transaction. */
export async function readCauses(
  tx: TransactionSql,
  counted: readonly CountedCause[],
  span: ReceivedSpan,
): Promise<readonly Cause[]> {
  if (counted.length === 0) return []
  const ids = counted.map(({ id }) => id)
  const parts = await readParts(tx, ids, span)
  const newest = await readNewest(tx, ids, span)
  return counted.flatMap(({ count, kept, firstLeads: _counted, ...known }) => {
    const part = parts.get(known.id)
    const seen = newest.get(known.id)
    if (!part || !seen) return []
    return [causeOf(known, { count, kept, ...part, firstAt: seen.firstAt, lastAt: seen.lastAt }, seen.examples)]
  })
}

type Parts = Pick<CauseCounts, 'suppliers' | 'spellings' | 'days'>

async function readParts(
  tx: TransactionSql,
  ids: readonly string[],
  span: ReceivedSpan,
): Promise<ReadonlyMap<string, Parts>> {
  const rows = await tx<
    { cause: string; day: string | null; supplier: string | null; spelling: string | null; leads: number }[]
  >`
    SELECT s.cause, s.day::text AS day, s.supplier, s.spelling, sum(s.leads)::int AS leads
    FROM (${countsOf(tx, span, ids)}) s
    GROUP BY GROUPING SETS ((s.cause, s.day), (s.cause, s.supplier), (s.cause, s.spelling))`
  const parts = new Map(
    ids.map((id) => [
      id,
      {
        suppliers: new Map<string | null, number>(),
        spellings: new Map<string, number>(),
        days: new Map<string, number>(),
      },
    ]),
  )
  for (const { cause, day, supplier, spelling, leads } of rows) {
    const part = parts.get(cause)
    if (day !== null) part?.days.set(day, leads)
    else if (supplier !== null) part?.suppliers.set(supplier === '' ? null : supplier, leads)
    else if (spelling !== null && spelling !== '') part?.spellings.set(spelling, leads)
  }
  return parts
}

interface Newest {
  readonly firstAt: Date
  readonly lastAt: Date
  readonly examples: readonly Refusal[]
}

async function readNewest(
  tx: TransactionSql,
  ids: readonly KnownCause['id'][],
  { from, to }: ReceivedSpan,
): Promise<ReadonlyMap<string, Newest>> {
  const its = tx`
    r.account_id = current_account() AND r.cause = w.cause AND ${from ? tx`r.received_at >= ${from}` : tx`true`}
    AND ${to ? tx`r.received_at < ${to}` : tx`true`}`
  const rows = await tx<(RefusedLead & { cause: string; firstAt: Date })[]>`
    SELECT w.cause, f.received_at AS "firstAt", n.lead_id::text AS id, n.received_at AS "receivedAt"
    FROM unnest(${[...ids]}::text[]) AS w (cause)
    CROSS JOIN LATERAL (SELECT r.received_at FROM refusals r WHERE ${its} ORDER BY r.received_at, r.lead_id LIMIT 1) f
    CROSS JOIN LATERAL (
      SELECT r.lead_id, r.received_at FROM refusals r WHERE ${its} ORDER BY r.received_at DESC, r.lead_id DESC LIMIT ${mostExamples}) n
    ORDER BY w.cause, n.received_at DESC, n.lead_id DESC`
  const leads = new Map(rows.map(({ id, receivedAt }) => [id, { id, receivedAt }]))
  const byLead = Map.groupBy(await readRefusals(tx, tx`current_account()`, [...leads.values()]), ({ leadId }) => leadId)
  const newest = new Map<string, { firstAt: Date; lastAt: Date; examples: Refusal[] }>()
  for (const { cause, firstAt, id, receivedAt } of rows) {
    let one = newest.get(cause)
    if (!one) newest.set(cause, (one = { firstAt, lastAt: receivedAt, examples: [] }))
    const example = byLead.get(id)?.find(({ about }) => causeId(about.kind, causeKey(about)) === cause)
    if (example) one.examples.push(example)
  }
  return newest
}
