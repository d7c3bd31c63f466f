// Takes the repeats out of a batch before anything is decided about them.

import type { TransactionSql } from 'postgres'

import type { Candidate } from './candidate.ts'
import { readStanding, takeClaims, type Claim, type ClaimKind, type Standing } from './idempotency.ts'

export type Repeat =
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'repeat'; readonly standing: Standing }
  /** The first one's caller still waits for settlement; its answer is not there yet. */
  | { readonly kind: 'unfinished'; readonly standing: Standing }

/** Answers the candidates that repeat an earlier lead, by position. Candidates of one batch never share a key (see `splitBatch`). */
export async function findRepeats(
  tx: TransactionSql,
  candidates: readonly Candidate[],
  now: Date,
): Promise<ReadonlyMap<Candidate, Repeat>> {
  const repeats = new Map<Candidate, Repeat>()
  await claim(tx, 'key', candidates, now, repeats)
  const rest = candidates.filter((candidate) => !repeats.has(candidate))
  await claim(tx, 'payload', rest, now, repeats)
  return repeats
}

async function claim(
  tx: TransactionSql,
  kind: ClaimKind,
  candidates: readonly Candidate[],
  now: Date,
  repeats: Map<Candidate, Repeat>,
): Promise<void> {
  const claims = candidates.flatMap((candidate) => {
    const made = claimOf(kind, candidate)
    return made ? [{ candidate, claim: made }] : []
  })
  if (claims.length === 0) return
  const taken = await takeClaims(
    tx,
    kind,
    claims.map((entry) => entry.claim),
    now,
  )
  const lost = claims.filter((entry) => !taken.has(entry.claim.key.toString('hex')))
  if (lost.length === 0) return
  const standing = await readStanding(
    tx,
    lost.map((entry) => entry.claim),
  )
  for (const { candidate, claim: made } of lost) {
    const stands = standing.get(made.key.toString('hex'))
    if (!stands) throw new Error('An idempotency row vanished inside its own transaction')
    if (kind === 'key' && !stands.requestHash.equals(made.requestHash)) repeats.set(candidate, { kind: 'mismatch' })
    else if (kind === 'key' && stands.answer === null) repeats.set(candidate, { kind: 'unfinished', standing: stands })
    else repeats.set(candidate, { kind: 'repeat', standing: stands })
  }
}

function claimOf(kind: ClaimKind, { incoming, id }: Candidate): Claim | null {
  if (kind === 'key') {
    if (!incoming.idempotency) return null
    return { accountId: incoming.accountId, leadId: id, ...incoming.idempotency }
  }
  if (!incoming.payloadHash) return null
  return { accountId: incoming.accountId, leadId: id, key: incoming.payloadHash, requestHash: incoming.payloadHash }
}

/** The first item for each key now, later ones with the same key in the next batch, where they meet a committed row. */
export function splitBatch<T extends { readonly incoming: Candidate['incoming'] }>(
  items: readonly T[],
): { now: T[]; later: T[] } {
  const seen = new Set<string>()
  const now: T[] = []
  const later: T[] = []
  for (const item of items) {
    const { accountId, idempotency, payloadHash } = item.incoming
    const keys = [idempotency?.key, payloadHash].flatMap((key) => (key ? [`${accountId}:${key.toString('hex')}`] : []))
    if (keys.some((key) => seen.has(key))) later.push(item)
    else {
      for (const key of keys) seen.add(key)
      now.push(item)
    }
  }
  return { now, later }
}
