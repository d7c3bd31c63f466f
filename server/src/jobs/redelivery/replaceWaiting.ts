// Takes dispatches off the queue that a redelivery replaces. Their leads are locked, so no new ones come meanwhile.

import type { TransactionSql } from 'postgres'

import { freePlace, placeOf } from '../../caps/places.ts'
import type { WindowDelta } from '../../caps/windows.ts'
import { mayBecome } from '../../queue/mayBecome.ts'
import type { LeadDispatch, SettledDispatch } from '../../settlement/write.ts'
import type { EndedItem } from '../endItems.ts'

export interface Replaced {
  readonly ids: ReadonlySet<string>
  /** The cap places that come free. */
  readonly deltas: readonly WindowDelta[]
  /** What waited in other jobs, or in this one. */
  readonly items: readonly EndedItem[]
}

/** Only those that nobody has taken up meanwhile; never waits for a worker. */
export async function replaceWaiting(
  tx: TransactionSql,
  accountId: string,
  waiting: readonly LeadDispatch[],
): Promise<Replaced> {
  if (waiting.length === 0) return { ids: new Set(), deltas: [], items: [] }
  const rows = await tx<
    (Pick<SettledDispatch, 'id' | 'leadId' | 'reserved'> & { jobId: string | null; overCap: boolean })[]
  >`
    WITH free AS (
      SELECT d.id FROM dispatches d
      WHERE d.account_id = ${accountId} AND d.id = ANY(${waiting.map(({ id }) => id)}::bigint[])
        AND ${mayBecome(tx, 'cancelled', ['queued', 'held'])}
      ORDER BY d.id FOR UPDATE SKIP LOCKED
    )
    UPDATE dispatches d SET state = 'cancelled', reason = 'replaced by redelivery', settled_at = now()
    FROM free WHERE d.account_id = ${accountId} AND d.id = free.id
    RETURNING d.id::text AS id, d.lead_id::text AS "leadId", d.reserved, d.job_id::text AS "jobId", d.over_cap AS "overCap"`
  return {
    ids: new Set(rows.map(({ id }) => id)),
    deltas: rows.flatMap(({ reserved, overCap }) =>
      overCap ? [] : (reserved ?? []).map((stored) => freePlace(placeOf(stored))),
    ),
    items: rows.flatMap(({ id, leadId, jobId }) =>
      jobId === null ? [] : [{ accountId, jobId, leadId, dispatchId: id }],
    ),
  }
}
