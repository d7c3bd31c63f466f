// One cause with its leads, worked out from what stands in the database now.

import type { TransactionSql } from 'postgres'

import { CauseBook, type Cause } from '@switchyard/core/causes/causeBook.ts'
import { causeId, causeKey } from '@switchyard/core/causes/causeKey.ts'
import type { RefusalAbout } from '@switchyard/core/causes/refusal.ts'

import { eachRefusal, type RefusalFilter } from './readRefusals.ts'

export interface FoundCause {
  readonly cause: Cause
  /** Oldest first: those that wait; where every one of them is kept, those. */
  readonly leads: readonly FoundLead[]
}

export interface FoundLead {
  readonly id: string
  readonly receivedAt: Date
}

/** Null when no lead has it that was received in that time. */
export async function findCause(
  tx: TransactionSql,
  id: string,
  received: Pick<RefusalFilter, 'from' | 'to'> = {},
): Promise<FoundCause | null> {
  const kind: RefusalAbout['kind'] = id.startsWith('d') ? 'destination' : 'check'
  const isIts = new Map<string, boolean>()
  const book = new CauseBook()
  const waiting = new Map<string, Date>()
  const kept = new Map<string, Date>()
  await eachRefusal(tx, received, [kind], (refusal) => {
    const key = causeKey(refusal.about)
    let its = isIts.get(key)
    if (its === undefined) {
      its = causeId(kind, key) === id
      isIts.set(key, its)
    }
    if (!its) return
    book.add(refusal)
    ;(refusal.kept ? kept : waiting).set(refusal.leadId, refusal.receivedAt)
  })
  const [cause] = book.causes()
  if (!cause) return null
  const leads = [...(waiting.size > 0 ? waiting : kept)].map(([leadId, receivedAt]) => ({ id: leadId, receivedAt }))
  return { cause, leads: leads.toSorted(byTime) }
}

function byTime(a: FoundLead, b: FoundLead): number {
  return a.receivedAt.getTime() - b.receivedAt.getTime() || (BigInt(a.id) < BigInt(b.id) ? -1 : 1)
}
