// Gives back the work of a worker that died. What its journal proves to be unsent goes to the queue again, what it knows the answer
// of is settled; of the rest nobody knows, and the delivery's policy decides.

import type { Sql } from 'postgres'

import { mayBecome } from '../queue/mayBecome.ts'
import type { Result } from '../settlement/result.ts'
import { readJournal, removeJournal } from './journalFiles.ts'
import type { JournalContent } from './journalLines.ts'

export interface Reaper {
  readonly engine: Sql
  readonly journalFolder: string
  /** Writes results, and settles attempts of which nobody knows the outcome. Resolves when both are in the database. */
  readonly settle: (known: readonly Result[], unknown: readonly LostAttempt[]) => Promise<void>
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

export interface Reaped {
  readonly requeued: number
  readonly settled: number
  readonly unknown: number
}

/** Safe to run in several processes at once, and again after a crash in the middle: every write is fenced by the attempt. */
export async function reap(reaper: Reaper, workerId: string): Promise<Reaped> {
  const { engine } = reaper
  const lost = await engine<LostAttempt[]>`
    SELECT d.account_id::text AS "accountId", d.id::text AS "dispatchId", d.current_attempt::text AS "attemptId", a.at AS "attemptAt",
      d.lead_id::text AS "leadId", d.delivery, d.tries, d.created_at AS "createdAt", d.expires_at AS "expiresAt"
    FROM dispatches d
    JOIN attempts a ON a.account_id = d.account_id AND a.id = d.current_attempt AND a.dispatch_id = d.id
    WHERE d.worker = ${workerId}::uuid AND d.state = 'sending'`
  const journal = readJournal(reaper.journalFolder, workerId)
  // Another reaper was quicker and has taken the journal away: it knew better what was sent.
  if (journal === null && (await isReaped(engine, workerId))) return { requeued: 0, settled: 0, unknown: 0 }
  const { unsent, known, unknown } = judge(lost, journal)
  const late = await findLate(engine, journal)
  if (unsent.length > 0) await requeue(engine, unsent)
  if (known.length + late.length + unknown.length > 0) await reaper.settle([...known, ...late], unknown)
  await engine`UPDATE workers SET stopped_at = coalesce(stopped_at, now()) WHERE id = ${workerId}::uuid`
  removeJournal(reaper.journalFolder, workerId)
  return { requeued: unsent.length, settled: known.length + late.length, unknown: unknown.length }
}

interface Judged {
  readonly unsent: readonly LostAttempt[]
  readonly known: readonly Result[]
  readonly unknown: readonly LostAttempt[]
}

/** What a journal says of attempts that its worker left open; without one nothing is certain. Pure. */
export function judge(lost: readonly LostAttempt[], journal: JournalContent | null): Judged {
  if (journal === null) return { unsent: [], known: [], unknown: lost }
  const { began, results } = journal
  return {
    unsent: lost.filter(({ attemptId }) => !began.has(attemptId) && !results.has(attemptId)),
    known: lost.flatMap(({ attemptId }) => results.get(attemptId) ?? []),
    unknown: lost.filter(({ attemptId }) => began.has(attemptId) && !results.has(attemptId)),
  }
}

/**
 * Answers that stand in the journal, while somebody who could not read it has written down that nobody knows them. Settling them
 * stores them as late.
 */
async function findLate(engine: Sql, journal: JournalContent | null): Promise<Result[]> {
  const answers = [...(journal?.results.values() ?? [])].filter(({ understood }) => understood.outcome !== 'unknown')
  if (answers.length === 0) return []
  const rows = answers.map((r) => ({ account_id: r.accountId, id: r.attemptId, at: r.attemptAt }))
  const late = await engine<{ id: string }[]>`
    SELECT a.id::text AS id
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (account_id bigint, id bigint, at timestamptz)
    JOIN attempts a ON a.account_id = r.account_id AND a.id = r.id AND a.at = r.at
    WHERE a.outcome = 'unknown' AND a.late_outcome IS NULL`
  const ids = new Set(late.map(({ id }) => id))
  return answers.filter(({ attemptId }) => ids.has(attemptId))
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
  reason = 'The worker stopped before a byte was sent',
): Promise<void> {
  const rows = JSON.stringify(
    lost.map((l) => ({ account_id: l.accountId, id: l.dispatchId, attempt: l.attemptId, at: l.attemptAt })),
  )
  await engine.begin(async (tx) => {
    await tx`
      UPDATE dispatches d SET state = 'queued', worker = NULL, current_attempt = NULL, tries = d.tries - 1
      FROM json_to_recordset(${rows}::text::json) AS r (account_id bigint, id bigint, attempt bigint)
      WHERE d.account_id = r.account_id AND d.id = r.id AND d.current_attempt = r.attempt
        AND ${mayBecome(tx, 'queued', ['sending'])}`
    await tx`
      UPDATE attempts a SET outcome = 'not_sent', reason = ${reason}
      FROM json_to_recordset(${rows}::text::json) AS r (account_id bigint, attempt bigint, at timestamptz)
      WHERE a.account_id = r.account_id AND a.id = r.attempt AND a.at = r.at AND a.outcome IS NULL`
  })
}
