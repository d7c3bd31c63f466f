// Gives back the work of a worker that died. What its journal proves to be unsent goes to the queue again; of the rest nobody
// knows, and the delivery's policy decides.

import type { Sql } from 'postgres'

import { readJournal, removeJournal } from './journal.ts'

export interface Reaper {
  readonly engine: Sql
  readonly journalFolder: string
  /** Settles attempts of which nobody knows the outcome. */
  readonly settleUnknown: (lost: readonly LostAttempt[]) => Promise<void>
}

export interface LostAttempt {
  readonly accountId: string
  readonly dispatchId: string
  readonly attemptId: string
  readonly attemptAt: Date
  readonly leadId: string
  readonly delivery: string
  readonly tries: number
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** Safe to run in several processes at once, and again after a crash in the middle: every write is fenced by the attempt. */
export async function reap(reaper: Reaper, workerId: string): Promise<{ requeued: number; unknown: number }> {
  const { engine } = reaper
  const lost = await engine<LostAttempt[]>`
    SELECT d.account_id::text AS "accountId", d.id::text AS "dispatchId", d.current_attempt::text AS "attemptId", a.at AS "attemptAt",
      d.lead_id::text AS "leadId", d.delivery, d.tries, d.created_at AS "createdAt", d.expires_at AS "expiresAt"
    FROM dispatches d
    JOIN attempts a ON a.account_id = d.account_id AND a.id = d.current_attempt AND a.dispatch_id = d.id
    WHERE d.worker = ${workerId}::uuid AND d.state = 'sending'`
  const journal = readJournal(reaper.journalFolder, workerId)
  // Another reaper was quicker and has taken the journal away: it knew better what was sent.
  if (journal === null && (await isReaped(engine, workerId))) return { requeued: 0, unknown: 0 }
  const unsent = lost.filter((attempt) => journal !== null && !journal.has(attempt.attemptId))
  const unknown = lost.filter((attempt) => journal === null || journal.has(attempt.attemptId))
  if (unsent.length > 0) await requeue(engine, unsent)
  if (unknown.length > 0) await reaper.settleUnknown(unknown)
  await engine`UPDATE workers SET stopped_at = coalesce(stopped_at, now()) WHERE id = ${workerId}::uuid`
  removeJournal(reaper.journalFolder, workerId)
  return { requeued: unsent.length, unknown: unknown.length }
}

async function isReaped(engine: Sql, workerId: string): Promise<boolean> {
  const [worker] = await engine<{ stopped: boolean }[]>`
    SELECT stopped_at IS NOT NULL AS stopped FROM workers WHERE id = ${workerId}::uuid`
  return worker?.stopped !== false
}

/** Attempts of which not one byte was sent: their dispatches wait again, as if nobody had claimed them. */
export async function requeue(
  engine: Sql,
  lost: readonly Pick<LostAttempt, 'accountId' | 'dispatchId' | 'attemptId' | 'attemptAt'>[],
): Promise<void> {
  const rows = JSON.stringify(
    lost.map((l) => ({ account_id: l.accountId, id: l.dispatchId, attempt: l.attemptId, at: l.attemptAt })),
  )
  await engine.begin(async (tx) => {
    await tx`
      UPDATE dispatches d SET state = 'queued', worker = NULL, current_attempt = NULL, tries = d.tries - 1
      FROM json_to_recordset(${rows}::text::json) AS r (account_id bigint, id bigint, attempt bigint)
      WHERE d.account_id = r.account_id AND d.id = r.id AND d.current_attempt = r.attempt AND d.state = 'sending'`
    await tx`
      UPDATE attempts a SET outcome = 'not_sent', reason = 'The worker stopped before a byte was sent'
      FROM json_to_recordset(${rows}::text::json) AS r (account_id bigint, attempt bigint, at timestamptz)
      WHERE a.account_id = r.account_id AND a.id = r.attempt AND a.at = r.at AND a.outcome IS NULL`
  })
}
