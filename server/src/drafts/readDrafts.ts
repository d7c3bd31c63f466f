// Drafts as they stand, with their counts.

import type { TransactionSql } from 'postgres'
import type { z } from 'zod'

import type { draft } from '@switchyard/contract/drafts/draft.ts'

import { notFound } from '../http/problem.ts'

export type ShownDraft = z.output<typeof draft>

export interface StoredDraft {
  readonly id: string
  readonly actor: string
  readonly cause: string | null
  readonly about: string
  readonly field: string | null
  readonly campaign: string
  readonly delivery: string | null
  readonly version: number
  /** All rows of this version have been checked, under this version of the set-up; null: never. */
  readonly checkedVersion: number | null
  readonly checkedSetup: number | null
  readonly jobId: string | null
  /** The job has not ended. */
  readonly running: boolean
  readonly createdAt: Date
  readonly savedAt: Date
  readonly counts: ShownDraft['counts']
}

export interface DraftFilter {
  readonly id?: string
  readonly actor?: string
  readonly cause?: string
}

/** Runs in the account's own transaction. Without an id: those in which leads are left, the one saved last first. */
export async function readDrafts(tx: TransactionSql, { id, actor, cause }: DraftFilter): Promise<StoredDraft[]> {
  return tx<StoredDraft[]>`
    SELECT d.id::text AS id, d.actor, d.cause, d.about, d.field, d.campaign, d.delivery, d.version,
      d.checked_version AS "checkedVersion", d.checked_setup::int AS "checkedSetup", d.job_id::text AS "jobId",
      j.id IS NOT NULL AS running, d.created_at AS "createdAt", d.saved_at AS "savedAt",
      jsonb_build_object('rows', c.rows, 'ready', c.ready, 'left', c.rows - c.ready - c.kept, 'kept', c.kept, 'changed', c.changed,
        'conflicts', c.conflicts) AS counts
    FROM drafts d
    LEFT JOIN jobs j ON j.account_id = d.account_id AND j.id = d.job_id AND j.finished_at IS NULL
    CROSS JOIN LATERAL (
      SELECT count(*) AS rows, count(*) FILTER (WHERE NOT r.kept AND r.verdict ->> 'state' = 'ready') AS ready,
        count(*) FILTER (WHERE r.kept) AS kept, count(*) FILTER (WHERE r.changes <> '{}') AS changed,
        count(*) FILTER (WHERE r.changes <> '{}' AND l.revision <> r.revision) AS conflicts
      FROM draft_rows r LEFT JOIN leads l
        ON r.changes <> '{}' AND l.account_id = r.account_id AND l.id = r.lead_id AND l.received_at = r.lead_received_at
      WHERE r.account_id = d.account_id AND r.draft_id = d.id
    ) c
    WHERE d.account_id = current_account()
      AND ${id === undefined ? tx`c.rows > 0` : tx`d.id = ${id}::bigint`}
      AND ${actor === undefined ? tx`true` : tx`d.actor = ${actor}`}
      AND ${cause === undefined ? tx`true` : tx`d.cause = ${cause}`}
    ORDER BY d.saved_at DESC, d.id DESC LIMIT 100`
}

/** Throws a 404 Problem when the account has no such draft. */
export async function readDraft(tx: TransactionSql, id: string): Promise<StoredDraft> {
  const [found] = await readDrafts(tx, { id })
  if (!found) throw notFound(`Draft ${id}`)
  return found
}

/** @param reader who asks: "ann@example.com" */
export function shownDraft(
  { actor, checkedVersion: _version, checkedSetup: _setup, ...draft }: StoredDraft,
  reader: string,
): ShownDraft {
  return {
    ...draft,
    owner: actor,
    mine: actor === reader,
    createdAt: draft.createdAt.toISOString(),
    savedAt: draft.savedAt.toISOString(),
  }
}
