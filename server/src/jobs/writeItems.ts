// What came of leads in a job, written with the job's counters. The job's row is the last thing that any transaction locks.

import type { TransactionSql } from 'postgres'

import { assertNever } from '@switchyard/core/assert.ts'
import type { JobItemState } from '@switchyard/contract/jobs/words.ts'
import { storable } from '@switchyard/core/text/storable.ts'

import type { ItemResult } from './action.ts'

export interface WrittenItem {
  readonly place: number
  readonly result: ItemResult
}

const laterSeconds = 0.5

/** `perSecond`: the job's next chunk comes when those leads are due at that pace; what was left out took none of it. */
export async function writeItems(
  tx: TransactionSql,
  job: { readonly accountId: string; readonly id: string },
  written: readonly WrittenItem[],
  perSecond: number | null,
): Promise<void> {
  const rows = written.map(({ place, result }) => rowOf(place, result))
  await tx`
    UPDATE job_items i
    SET state = r.state, outcome = r.outcome, reason = r.reason, dispatch_id = r.dispatch_id, before = r.before,
      due_at = CASE WHEN r.state = 'waiting' THEN now() + make_interval(secs => ${laterSeconds}) END,
      ended_at = CASE WHEN r.state NOT IN ('waiting', 'running') THEN now() END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      AS r (place int, state text, outcome text, reason text, dispatch_id bigint, before jsonb)
    WHERE i.account_id = ${job.accountId} AND i.job_id = ${job.id}::bigint AND i.place = r.place`
  const count = (state: JobItemState) => rows.filter((row) => row.state === state).length
  const began = written.filter(({ result }) => result.kind !== 'leftOut' && result.kind !== 'later').length
  const outcomes = rows.flatMap(({ outcome }) => (outcome === null ? [] : [outcome]))
  await tx`
    UPDATE jobs j
    SET succeeded = j.succeeded + ${count('succeeded')}, failed = j.failed + ${count('failed')},
      left_out = j.left_out + ${count('leftOut')}, started_at = coalesce(j.started_at, now()),
      next_at = greatest(j.next_at, now() - interval '1 second')
        + make_interval(secs => ${perSecond === null ? 0 : began / perSecond}),
      outcomes = (
        SELECT coalesce(jsonb_object_agg(c.outcome, c.count), '{}') FROM (
          SELECT b.outcome, sum(b.count) AS count FROM (
            SELECT e.key AS outcome, e.value::int AS count FROM jsonb_each_text(j.outcomes) e
            UNION ALL SELECT o.outcome, 1 FROM unnest(${outcomes}::text[]) AS o (outcome)
          ) b GROUP BY b.outcome
        ) c)
    WHERE j.account_id = ${job.accountId} AND j.id = ${job.id}::bigint`
}

interface ItemRow {
  readonly place: number
  readonly state: JobItemState
  readonly outcome: string | null
  readonly reason: string | null
  readonly dispatch_id: string | null
  readonly before: object | null
}

function rowOf(place: number, result: ItemResult): ItemRow {
  const plain = { place, outcome: null, reason: null, dispatch_id: null, before: null }
  switch (result.kind) {
    case 'succeeded': {
      const { outcome, reason, before = null } = result
      return { ...plain, state: 'succeeded', outcome, reason: words(reason), before }
    }
    case 'failed':
      return { ...plain, state: 'failed', outcome: result.outcome, reason: words(result.reason) }
    case 'leftOut':
      return { ...plain, state: 'leftOut', reason: words(result.reason) }
    case 'running':
      return { ...plain, state: 'running', dispatch_id: result.dispatchId }
    case 'later':
      return { ...plain, state: 'waiting', reason: words(result.reason) }
    default:
      return assertNever(result)
  }
}

/** Reasons quote leads' values, and those can hold what a database refuses. */
function words(reason: string | null): string | null {
  return reason === null ? null : storable(reason).slice(0, 2000)
}
