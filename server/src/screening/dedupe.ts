// Step 8 of intake: duplicates. Each combination of values that a rule compares has a row, and in it the newest lead per campaign;
// the row lock makes exactly one of any number of simultaneous equals the first one.

import { hash } from 'node:crypto'

import type { TransactionSql } from 'postgres'

import type { Write } from '../db/together.ts'

export interface KeyClaim {
  readonly accountId: string
  /** Hex of the keyed hash, see `hashKey`. */
  readonly hash: string
  readonly campaign: string
  readonly leadId: string
  readonly seenAt: Date
}

export interface KeyHolder {
  readonly leadId: string
  readonly seenAtMs: number
}

/** By campaign. */
export type KeyHolders = ReadonlyMap<string, KeyHolder>

/** Keyed with the account's pepper, so that a stored key says nothing about the value. 16 bytes: no collision to fear. */
export function hashKey(pepper: string, key: string): string {
  return hash('sha256', `${pepper}|${key}`).slice(0, 32)
}

export function keyId(key: { readonly accountId: string; readonly hash: string }): string {
  return `${key.accountId}:${key.hash}`
}

/**
 * Locks every key, in sorted order, and answers who holds each: the claimant itself when the key was new. A lead that was rejected
 * after it took its keys holds them no more. Claims must not name one key twice. The caller decides, and writes the keys whose holders came out different (`writeKeys`) in the same transaction.
 */
export async function lockKeys(
  tx: TransactionSql,
  claims: readonly KeyClaim[],
): Promise<ReadonlyMap<string, KeyHolders>> {
  if (claims.length === 0) return new Map()
  const rows = claims
    .map((c) => ({ account_id: c.accountId, hash: c.hash, holders: { [c.campaign]: [c.leadId, c.seenAt.getTime()] } }))
    .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
  // The no-op update is what locks and returns a row that was there before.
  const held = await tx<HeldRow[]>`
    INSERT INTO dedupe_keys AS k (account_id, hash, holders)
    SELECT r.account_id, decode(r.hash, 'hex'), r.holders
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (account_id bigint, hash text, holders jsonb)
    ON CONFLICT (account_id, hash) DO UPDATE SET holders = k.holders
    RETURNING account_id::text AS "accountId", encode(hash, 'hex') AS hash, holders`
  return holdersOf(tx, held, claims)
}

/** The same for who only wants to know: nothing is locked and no key is taken. Keys that nobody holds come with no holder. */
export async function readKeys(
  tx: TransactionSql,
  claims: readonly KeyClaim[],
): Promise<ReadonlyMap<string, KeyHolders>> {
  if (claims.length === 0) return new Map()
  const rows = claims.map(({ accountId, hash }) => ({ account_id: accountId, hash }))
  const held = await tx<HeldRow[]>`
    SELECT k.account_id::text AS "accountId", r.hash, k.holders
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (account_id bigint, hash text)
    JOIN dedupe_keys k ON k.account_id = r.account_id AND k.hash = decode(r.hash, 'hex')`
  const free = claims.map((claim): [string, KeyHolders] => [keyId(claim), new Map()])
  return new Map([...free, ...(await holdersOf(tx, held, claims))])
}

interface HeldRow extends HeldKey {
  readonly hash: string
}

async function holdersOf(
  tx: TransactionSql,
  held: readonly HeldRow[],
  claims: readonly KeyClaim[],
): Promise<ReadonlyMap<string, KeyHolders>> {
  const gone = await rejectedSince(tx, held, new Set(claims.map((claim) => claim.leadId)))
  return new Map(
    held.map((row) => [
      keyId(row),
      new Map(
        Object.entries(row.holders).flatMap(([campaign, [leadId, seenAtMs]]) =>
          gone.has(leadId) ? [] : [[campaign, { leadId, seenAtMs }]],
        ),
      ),
    ]),
  )
}

interface HeldKey {
  readonly accountId: string
  readonly holders: Readonly<Record<string, readonly [leadId: string, seenAtMs: number]>>
}

/** Of the leads that hold keys which others claim. Asks the database only when there are such. */
async function rejectedSince(
  tx: TransactionSql,
  held: readonly HeldKey[],
  claimants: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const others = held.flatMap(({ accountId, holders }) =>
    Object.values(holders).flatMap(([id]) => (claimants.has(id) ? [] : [{ account_id: accountId, id }])),
  )
  if (others.length === 0) return new Set()
  const rows = await tx<{ id: string }[]>`
    SELECT l.id::text AS id
    FROM json_to_recordset(${JSON.stringify(others)}::text::json) AS r (account_id bigint, id bigint)
    JOIN leads l ON l.account_id = r.account_id AND l.id = r.id
    WHERE l.status = 'rejected'`
  return new Set(rows.map((row) => row.id))
}

export interface KeyChange {
  readonly accountId: string
  readonly hash: string
  /** Empty: the row goes. */
  readonly holders: KeyHolders
}

export function writeKeys(tx: TransactionSql, changes: readonly KeyChange[]): Write[] {
  const rows = changes.map(({ accountId, hash, holders }) => ({
    account_id: accountId,
    hash,
    holders: Object.fromEntries([...holders].map(([campaign, h]) => [campaign, [h.leadId, h.seenAtMs]])),
    empty: holders.size === 0,
  }))
  const kept = rows.filter((row) => !row.empty)
  const gone = rows.filter((row) => row.empty)
  return [
    kept.length === 0
      ? null
      : tx`
        UPDATE dedupe_keys k SET holders = r.holders
        FROM json_to_recordset(${JSON.stringify(kept)}::text::json) AS r (account_id bigint, hash text, holders jsonb)
        WHERE k.account_id = r.account_id AND k.hash = decode(r.hash, 'hex')`,
    gone.length === 0
      ? null
      : tx`
        DELETE FROM dedupe_keys k
        USING json_to_recordset(${JSON.stringify(gone)}::text::json) AS r (account_id bigint, hash text)
        WHERE k.account_id = r.account_id AND k.hash = decode(r.hash, 'hex')`,
  ]
}
