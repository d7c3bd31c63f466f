// Step 2 of intake: a repeat is answered with the lead it repeats. By Idempotency-Key for 7 days, by identical payload for
// 60 seconds. Rows are written in the lead's own transaction, so a repeat in parallel waits on the unique index and then reads
// what the first one committed.

import type { TransactionSql } from 'postgres'

import type { Write } from '../db/together.ts'

export type ClaimKind = 'key' | 'payload'

/** How long a claim holds against a repeat. */
export const claimSeconds: Readonly<Record<ClaimKind, number>> = { key: 7 * 24 * 3600, payload: 60 }

export interface Claim {
  readonly accountId: string
  /** 32 bytes; the kind is mixed in, so keys of the two kinds never meet. */
  readonly key: Buffer
  readonly requestHash: Buffer
  readonly leadId: string
}

export interface Standing {
  readonly leadId: string
  readonly requestHash: Buffer
  readonly createdAt: Date
  readonly status: number | null
  readonly answer: string | null
}

/** Claims keys in sorted order (so that two batches cannot wait for each other in a circle); answers which ones are ours. */
export async function takeClaims(
  tx: TransactionSql,
  kind: ClaimKind,
  claims: readonly Claim[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const rows = claims
    .map((claim) => ({
      account_id: claim.accountId,
      key: claim.key.toString('hex'),
      request_hash: claim.requestHash.toString('hex'),
      lead_id: claim.leadId,
    }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const taken = await tx<{ key: string }[]>`
    INSERT INTO idempotency AS i (account_id, key, request_hash, lead_id, created_at)
    SELECT r.account_id, decode(r.key, 'hex'), decode(r.request_hash, 'hex'), r.lead_id, ${now}
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, key text, request_hash text, lead_id bigint)
    ON CONFLICT (account_id, key) DO UPDATE
      SET request_hash = excluded.request_hash, lead_id = excluded.lead_id, created_at = excluded.created_at,
          status = NULL, answer = NULL
      WHERE i.created_at <= ${now}::timestamptz - make_interval(secs => ${claimSeconds[kind]})
    RETURNING encode(key, 'hex') AS key`
  return new Set(taken.map((row) => row.key))
}

/** What stands under keys that were not ours to claim. */
export async function readStanding(
  tx: TransactionSql,
  keys: readonly { readonly accountId: string; readonly key: Buffer }[],
): Promise<ReadonlyMap<string, Standing>> {
  const rows = await tx<
    {
      key: string
      leadId: string
      requestHash: Buffer
      createdAt: Date
      status: number | null
      answer: string | null
    }[]
  >`
    SELECT encode(i.key, 'hex') AS key, i.lead_id::text AS "leadId", i.request_hash AS "requestHash",
      i.created_at AS "createdAt", i.status, i.answer
    FROM json_to_recordset(${JSON.stringify(keys.map((k) => ({ account_id: k.accountId, key: k.key.toString('hex') })))}::text::json)
      AS r (account_id bigint, key text)
    JOIN idempotency i ON i.account_id = r.account_id AND i.key = decode(r.key, 'hex')`
  return new Map(rows.map((row) => [row.key, row]))
}

/** Keeps the answer that every repeat of these keys will get, byte for byte. */
export function storeAnswers(
  tx: TransactionSql,
  answers: readonly { accountId: string; key: Buffer; leadId: string; status: number; answer: string }[],
): Write {
  if (answers.length === 0) return null
  const rows = answers.map((a) => ({
    account_id: a.accountId,
    key: a.key.toString('hex'),
    lead_id: a.leadId,
    status: a.status,
    answer: a.answer,
  }))
  return tx`
    UPDATE idempotency i SET status = r.status, answer = r.answer, lead_id = r.lead_id
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, key text, lead_id bigint, status smallint, answer text)
    WHERE i.account_id = r.account_id AND i.key = decode(r.key, 'hex')`
}
