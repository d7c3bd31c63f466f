// A page of a draft's rows: the leads' values as they are now, and what was typed over them.

import type { TransactionSql } from 'postgres'

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { showDraft } from '@switchyard/contract/drafts/show.ts'
import { plain } from '@switchyard/core/lead/fields/received.ts'
import type { FieldValue } from '@switchyard/core/lead/facts.ts'
import { compileReceive } from '@switchyard/core/screening/receive.ts'
import type { Field } from '@switchyard/core/setup/campaign.ts'

import type { DraftRow } from './draftRow.ts'
import { editingOf } from './editingOf.ts'
import type { StoredDraft } from './readDrafts.ts'

type Values = Readonly<Record<string, unknown>>

interface Row extends DraftRow {
  readonly supplier: string | null
  readonly status: string
  readonly currentRevision: number
  readonly fields: Readonly<Record<string, FieldValue>>
  readonly raw: Values
  readonly edits: Values
}

export interface RowsPage {
  readonly rows: OutputOf<typeof showDraft>['rows']
  readonly nextAfter: number | null
}

export async function rowsPage(
  tx: TransactionSql,
  draft: StoredDraft,
  fields: readonly Field[],
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<RowsPage> {
  const found = await tx<Row[]>`
    SELECT r.lead_id::text AS id, r.lead_received_at AS "receivedAt", r.place, r.revision, r.changes, r.touched, r.kept, r.version,
      r.verdict, l.supplier, l.status, l.revision AS "currentRevision", v.fields, v.raw, v.edits
    FROM draft_rows r
    JOIN leads l ON l.account_id = r.account_id AND l.id = r.lead_id AND l.received_at = r.lead_received_at
    JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
    WHERE r.account_id = current_account() AND r.draft_id = ${draft.id}::bigint AND r.place > ${after}
    ORDER BY r.place LIMIT ${limit + 1}`
  const receivers = fields.map((field) => ({ key: field.key, receive: compileReceive(field) }))
  const page = found.slice(0, limit)
  const editing = await editingOf(
    tx,
    draft,
    page.map(({ id }) => id),
  )
  return {
    rows: page.map((row) => ({ ...shownRow(row, receivers), editing: [...(editing.get(row.id) ?? [])] })),
    nextAfter: found.length > limit ? (page.at(-1)?.place ?? null) : null,
  }
}

interface Receiver {
  readonly key: string
  readonly receive: ReturnType<typeof compileReceive>
}

function shownRow(row: Row, receivers: readonly Receiver[]): Omit<RowsPage['rows'][number], 'editing'> {
  const { id, place, supplier, status, currentRevision, changes, kept, verdict } = row
  const sent = { ...row.raw, ...row.edits }
  const values: Record<string, string> = {}
  const received: Record<string, string> = {}
  for (const { key, receive } of receivers) {
    const asSent = plain(receive(sent).raw)
    const cleaned = row.fields[key]
    const shown = cleaned === undefined ? asSent : textOf(cleaned)
    if (shown !== '') values[key] = shown
    if (asSent !== '' && asSent !== shown) received[key] = asSent
  }
  const isChanged = Object.keys(changes).length > 0
  return {
    id,
    place,
    supplier,
    receivedAt: row.receivedAt.toISOString(),
    status,
    // What nobody has typed over is as it is now.
    revision: isChanged ? row.revision : currentRevision,
    currentRevision,
    values,
    received,
    changes,
    kept,
    verdict,
  }
}

/** As it may be typed again: several values of a list parted by semicolons. */
function textOf(value: FieldValue): string {
  return Array.isArray(value) ? value.join('; ') : String(value)
}
