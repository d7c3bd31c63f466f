// A job's row, and how the API tells it.

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { showJob } from '@switchyard/contract/jobs/show.ts'
import type { JobState } from '@switchyard/contract/jobs/words.ts'
import type { PendingQuery, Row, TransactionSql } from 'postgres'

import { mayUndo } from './undo/mayUndo.ts'

export interface JobRow {
  readonly accountId: string
  readonly id: string
  readonly action: string
  readonly options: unknown
  readonly selection: unknown
  readonly state: JobState
  readonly actor: string
  readonly total: number
  readonly succeeded: number
  readonly failed: number
  readonly leftOut: number
  readonly cancelled: number
  readonly outcomes: Readonly<Record<string, number>>
  readonly reason: string | null
  readonly file: ShownJob['file']
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly trial: 'waiting' | 'over' | null
  readonly undoes: string | null
  readonly undoneBy: string | null
  readonly undoneByState: JobState | null
}

export type ShownJob = OutputOf<typeof showJob>

/** For `jobs j`. */
export function jobColumns(tx: TransactionSql): PendingQuery<Row[]> {
  return tx`
    j.account_id::text AS "accountId", j.id::text AS id, j.action, j.options, j.selection, j.state, j.actor, j.total, j.succeeded,
    j.failed, j.left_out AS "leftOut", j.cancelled, j.outcomes, j.reason, j.file, j.created_at AS "createdAt",
    j.started_at AS "startedAt", j.finished_at AS "finishedAt", j.trial, j.undoes::text AS undoes,
    (SELECT u.id::text FROM jobs u WHERE u.account_id = j.account_id AND u.undoes = j.id ORDER BY u.id DESC LIMIT 1) AS "undoneBy",
    (SELECT u.state FROM jobs u WHERE u.account_id = j.account_id AND u.undoes = j.id ORDER BY u.id DESC LIMIT 1) AS "undoneByState"`
}

/** Leads of which it is known what came of them. */
export function doneOf(job: Pick<JobRow, 'succeeded' | 'failed' | 'leftOut'>): number {
  return job.succeeded + job.failed + job.leftOut
}

export function shownJob(job: JobRow, now: Date): ShownJob {
  const done = doneOf(job)
  const { accountId: _, createdAt, startedAt, finishedAt, trial, undoneByState: _state, ...told } = job
  const seconds = startedAt === null ? 0 : (now.getTime() - startedAt.getTime()) / 1000
  const rate = job.state === 'running' && seconds > 0 && done > 0 ? done / seconds : null
  return {
    ...told,
    done,
    rate: rate === null ? null : Math.round(rate * 100) / 100,
    etaSeconds: rate === null ? null : Math.ceil((job.total - done - job.cancelled) / rate),
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    waitsForGo: job.state === 'paused' && trial === 'waiting',
    canUndo: mayUndo(job, now).kind === 'yes',
  }
}
