// Leads that were kept rejected wait for a decision again.

import { insertEvents } from '../../leads/insertEvents.ts'
import { within } from '../../settlement/write.ts'
import { leftOut, restored, type Undoer, type UndoItem } from './undoer.ts'

export interface KeptBefore {
  /** When the job kept it, to the microsecond: kept again since, it has another time. */
  readonly keptAt: string
}

const changed = 'not kept by that job any more'

export const undoKept: Undoer<KeptBefore> = {
  async consider(tx, { accountId }, items) {
    if (items.length === 0) return []
    const rows = await tx<{ id: string }[]>`
      SELECT l.id::text AS id FROM leads l JOIN json_to_recordset(${rowsOf(items)}::text::json) AS r (id bigint, kept_at timestamptz)
        ON r.id = l.id AND r.kept_at = l.kept_at
      WHERE l.account_id = ${accountId} AND ${receivedIn(tx, items)}`
    const kept = new Set(rows.map(({ id }) => id))
    return items.map(({ lead }) => (kept.has(lead.id) ? null : changed))
  },
  async run(tx, { accountId, actor, undone, jobId }, items) {
    if (items.length === 0) return []
    const ids = items.map(({ lead }) => lead.id)
    // In id order, as everywhere; locked and changed in statements of their own, see lockLeads.
    await tx`
      SELECT 1 FROM leads l WHERE l.account_id = ${accountId} AND l.id = ANY(${ids}::bigint[]) AND ${receivedIn(tx, items)}
      ORDER BY l.id FOR UPDATE`
    const rows = await tx<{ id: string }[]>`
      UPDATE leads l SET kept_at = NULL, updated_at = now()
      FROM json_to_recordset(${rowsOf(items)}::text::json) AS r (id bigint, kept_at timestamptz)
      WHERE l.account_id = ${accountId} AND l.id = r.id AND l.kept_at = r.kept_at AND ${receivedIn(tx, items)}
        AND l.erased_at IS NULL
      RETURNING l.id::text AS id`
    const back = new Set(rows.map(({ id }) => id))
    const detail = { text: `Not kept rejected any more: job ${undone} was undone`, job: jobId }
    await insertEvents(
      tx,
      accountId,
      [...back].map((leadId) => ({ leadId, kind: 'undone', actor, detail })),
    )
    return items.map(({ lead }) => (back.has(lead.id) ? restored : leftOut(changed)))
  },
}

function rowsOf(items: readonly UndoItem<KeptBefore>[]): string {
  return JSON.stringify(items.map(({ lead, before }) => ({ id: lead.id, kept_at: before.keptAt })))
}

function receivedIn(tx: Parameters<typeof within>[0], items: readonly UndoItem<KeptBefore>[]) {
  return within(
    tx,
    tx`l.received_at`,
    items.map(({ lead }) => lead.receivedAt),
  )
}
