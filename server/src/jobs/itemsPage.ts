// A page of a job's leads, in the order of the job.

import type { TransactionSql } from 'postgres'

import type { OutputOf, QueryOf } from '@switchyard/contract/endpoint.ts'
import type { listJobItems } from '@switchyard/contract/jobs/items.ts'
import type { JobItemState } from '@switchyard/contract/jobs/words.ts'

import { invalid, notFound } from '../http/problem.ts'

interface ItemRow {
  readonly place: number
  readonly leadId: string | null
  readonly state: JobItemState
  readonly outcome: string | null
  readonly reason: string | null
  readonly dispatchId: string | null
  readonly endedAt: Date | null
}

/** Throws a 404 Problem when the account has no such job. */
export async function itemsPage(
  tx: TransactionSql,
  jobId: string,
  query: QueryOf<typeof listJobItems>,
): Promise<OutputOf<typeof listJobItems>> {
  const { cursor = '0', limit, reason, state: wanted = [] } = query
  if (!/^\d{1,9}$/.test(cursor)) {
    const message = 'This cursor is not one of ours; start without it'
    throw invalid([{ path: 'cursor', code: 'invalid_value', message }])
  }
  const found = await tx`SELECT 1 FROM jobs j WHERE j.account_id = current_account() AND j.id = ${jobId}::bigint`
  if (found.count === 0) throw notFound(`Job ${jobId}`)
  const inState = wanted.length > 0 ? tx`i.state = ANY(${wanted}::text[])` : tx`true`
  const withReason = reason === undefined ? tx`true` : tx`i.reason = ${reason}`
  const rows = await tx<ItemRow[]>`
    SELECT i.place, i.lead_id::text AS "leadId", i.state, i.outcome, i.reason, i.dispatch_id::text AS "dispatchId",
      i.ended_at AS "endedAt"
    FROM job_items i
    WHERE i.account_id = current_account() AND i.job_id = ${jobId}::bigint AND i.place > ${cursor}::int AND ${inState} AND ${withReason}
    ORDER BY i.place LIMIT ${limit + 1}`
  const shown = rows.slice(0, limit)
  return {
    items: shown.map(({ place, leadId, state, outcome, reason, dispatchId, endedAt }) => ({
      place,
      leadId,
      state,
      outcome,
      reason,
      dispatchId,
      endedAt: endedAt?.toISOString() ?? null,
    })),
    nextCursor: rows.length > limit ? String(shown.at(-1)?.place) : null,
  }
}
