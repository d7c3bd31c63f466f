// Step 8 decided: leads of a batch in the order they came in, against the keys the batch has locked.

import type { Failure } from '@switchyard/core/lead/disposition.ts'
import { duplicateFailure } from '@switchyard/core/screening/failure.ts'
import type { DedupeKey } from '@switchyard/core/screening/screened.ts'

import { keyId, type KeyChange, type KeyClaim, type KeyHolder, type KeyHolders } from './dedupe.ts'

export interface LeadKeys {
  readonly accountId: string
  readonly leadId: string
  readonly campaign: string
  readonly seenAt: Date
  readonly keys: readonly { readonly rule: DedupeKey; readonly hash: string }[]
}

const dayMs = 86_400_000

/** One claim per key: the first lead of the batch that has it. */
export function claimsOf(leads: readonly LeadKeys[]): KeyClaim[] {
  const claims = new Map<string, KeyClaim>()
  for (const { accountId, leadId, campaign, seenAt, keys } of leads) {
    for (const { hash } of keys) {
      const claim = { accountId, hash, campaign, leadId, seenAt }
      if (!claims.has(keyId(claim))) claims.set(keyId(claim), claim)
    }
  }
  return [...claims.values()]
}

/** Knows who holds which key while the batch is judged, and afterwards what has to be written. */
export class KeyBook {
  readonly #claims: readonly KeyClaim[]
  readonly #locked: ReadonlyMap<string, KeyHolders>
  readonly #holders: ReadonlyMap<string, Map<string, KeyHolder>>

  constructor(claims: readonly KeyClaim[], locked: ReadonlyMap<string, KeyHolders>) {
    this.#claims = claims
    this.#locked = locked
    const claimants = new Set(claims.map((claim) => claim.leadId))
    // What only this batch's claim holds is still free until a lead is accepted with it.
    this.#holders = new Map(
      [...locked].map(([id, holders]) => [
        id,
        new Map([...holders].filter(([, holder]) => !claimants.has(holder.leadId))),
      ]),
    )
  }

  /** The lead this one duplicates, or null. Look-back works in both directions: history may be imported late. */
  find(lead: LeadKeys): { failure: Failure; of: string } | null {
    for (const { rule, hash } of lead.keys) {
      if (!rule.checks) continue
      for (const [campaign, holder] of this.#holders.get(keyId({ ...lead, hash })) ?? []) {
        const looksThere = rule.campaigns === 'all' || rule.campaigns.includes(campaign)
        const isNear = Math.abs(lead.seenAt.getTime() - holder.seenAtMs) < rule.days * dayMs
        if (looksThere && isNear && holder.leadId !== lead.leadId) {
          return { failure: duplicateFailure(rule, holder.leadId), of: holder.leadId }
        }
      }
    }
    return null
  }

  /** The lead is accepted: it holds its keys in its campaign from now on. */
  keep({ accountId, leadId, campaign, seenAt, keys }: LeadKeys): void {
    for (const { hash } of keys) {
      this.#holders.get(keyId({ accountId, hash }))?.set(campaign, { leadId, seenAtMs: seenAt.getTime() })
    }
  }

  /** Keys whose holders came out different from what the claim has written. */
  changes(): KeyChange[] {
    return this.#claims.flatMap(({ accountId, hash }) => {
      const id = keyId({ accountId, hash })
      const holders = this.#holders.get(id) ?? new Map<string, KeyHolder>()
      return sameHolders(holders, this.#locked.get(id) ?? new Map()) ? [] : [{ accountId, hash, holders }]
    })
  }
}

function sameHolders(one: KeyHolders, other: KeyHolders): boolean {
  return (
    one.size === other.size && [...one].every(([campaign, holder]) => other.get(campaign)?.leadId === holder.leadId)
  )
}
