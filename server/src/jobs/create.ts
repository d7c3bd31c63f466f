// Makes a job: its row, and its leads as they match now. What matches later is not in it.

import { createHash } from 'node:crypto'

import type { TransactionSql } from 'postgres'

import type { JobRequest } from '@switchyard/contract/jobs/request.ts'
import type { LeadSelection } from '@switchyard/contract/jobs/selection.ts'

import { membership, withSeed } from './membership.ts'
import { notFoundWords } from './plan.ts'
import { selectionText } from './selectionText.ts'

export type Created =
  | { readonly kind: 'made' | 'repeated'; readonly id: string }
  /** The same Idempotency-Key came with another request. */
  | { readonly kind: 'mismatch' }

export interface JobWish {
  readonly request: JobRequest
  readonly actor: string
  readonly idempotencyKey: string | null
  /** What has to be equal under one Idempotency-Key; left out: the request. */
  readonly asked?: unknown
}

/** Runs in the account's own transaction; the options have been checked. */
export async function createJob(tx: TransactionSql, wish: JobWish, random: () => number): Promise<Created> {
  const { actor, request } = wish
  const { action, options } = request
  const key = wish.idempotencyKey === null ? null : digest(wish.idempotencyKey)
  const asked = wish.asked ?? [action, request.selection, options]
  const hash = key === null ? null : digest(JSON.stringify(asked))
  const selection = withSeed(request.selection, random)
  const [job] = await tx<{ id: string }[]>`
    INSERT INTO jobs AS j (account_id, action, options, selection, state, actor, request_key, request_hash)
    VALUES (current_account(), ${action}, ${JSON.stringify(options)}::text::jsonb,
      ${JSON.stringify(selectionText(selection))}::text::jsonb, 'running', ${actor}, ${key}, ${hash})
    ON CONFLICT (account_id, request_key) WHERE request_key IS NOT NULL DO NOTHING
    RETURNING j.id::text AS id`
  if (!job) return repeated(tx, key, hash)
  await insertItems(tx, job.id, selection)
  return { kind: 'made', id: job.id }
}

/** The job that was made under this key before; null when there is none. */
export function madeBefore(tx: TransactionSql, idempotencyKey: string, asked: unknown): Promise<Created | null> {
  return findRepeated(tx, digest(idempotencyKey), digest(JSON.stringify(asked)))
}

async function repeated(tx: TransactionSql, key: Buffer | null, hash: Buffer | null): Promise<Created> {
  const first = await findRepeated(tx, key, hash)
  if (!first) throw new Error('A job could not be made, and there is none with its key')
  return first
}

async function findRepeated(tx: TransactionSql, key: Buffer | null, hash: Buffer | null): Promise<Created | null> {
  const [first] = await tx<{ id: string; same: boolean }[]>`
    SELECT j.id::text AS id, j.request_hash = ${hash} AS same FROM jobs j
    WHERE j.account_id = current_account() AND j.request_key = ${key}`
  if (!first) return null
  return first.same ? { kind: 'repeated', id: first.id } : { kind: 'mismatch' }
}

async function insertItems(tx: TransactionSql, jobId: string, selection: LeadSelection): Promise<void> {
  await tx`
    WITH made AS (
      INSERT INTO job_items (account_id, job_id, place, lead_id, lead_received_at, state, reason, ended_at)
      SELECT current_account(), ${jobId}::bigint, m.place, m.id, m.received_at,
        CASE WHEN m.received_at IS NULL THEN 'leftOut' ELSE 'waiting' END,
        CASE WHEN m.received_at IS NULL THEN ${notFoundWords} END,
        CASE WHEN m.received_at IS NULL THEN now() END
      FROM (${membership(tx, selection)}) m
      RETURNING state
    )
    UPDATE jobs j SET total = c.total, left_out = c.missing
    FROM (SELECT count(*) AS total, count(*) FILTER (WHERE state = 'leftOut') AS missing FROM made) c
    WHERE j.account_id = current_account() AND j.id = ${jobId}::bigint`
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
