// What each arrival of a batch is told, once everything about it is known.

import type { TransactionSql } from 'postgres'

import { answerOfCandidate, readAnswers, type LeadAnswer } from './answer.ts'
import type { Candidate } from './candidate.ts'
import type { Repeat } from './repeats.ts'

export type Admitted =
  | { readonly kind: 'recorded'; readonly answer: LeadAnswer; readonly text: string; readonly underWay: boolean }
  | { readonly kind: 'repeat'; readonly leadId: string; readonly status: number; readonly text: string }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'unfinished'; readonly leadId: string; readonly since: Date }
  /** The same key stands earlier in this batch: go in again with the next one. */
  | { readonly kind: 'again' }

export function recorded(candidate: Candidate, payout: bigint): Admitted & { kind: 'recorded' } {
  const answer = answerOfCandidate(candidate, payout)
  return { kind: 'recorded', answer, text: JSON.stringify(answer), underWay: candidate.offers.length > 0 }
}

/** Stored answers as they are; for repeats by payload the lead as it stands. */
export async function repeated(
  tx: TransactionSql,
  repeats: ReadonlyMap<Candidate, Repeat>,
): Promise<ReadonlyMap<Candidate, Admitted>> {
  const unstored = [...repeats].flatMap(([{ incoming }, repeat]) =>
    repeat.kind === 'repeat' && repeat.standing.answer === null
      ? [{ accountId: incoming.accountId, leadId: repeat.standing.leadId }]
      : [],
  )
  const answers = await readAnswers(tx, unstored)
  return new Map(
    [...repeats].map(([candidate, repeat]): [Candidate, Admitted] => {
      if (repeat.kind === 'mismatch') return [candidate, { kind: 'mismatch' }]
      const { leadId, status, answer, createdAt } = repeat.standing
      if (repeat.kind === 'unfinished') return [candidate, { kind: 'unfinished', leadId, since: createdAt }]
      const text = answer ?? JSON.stringify(answers.get(leadId) ?? { id: leadId })
      return [candidate, { kind: 'repeat', leadId, status: status ?? 201, text }]
    }),
  )
}

/** Answers to keep under Idempotency-Keys: of new leads, and of known payloads that came with a new key. */
export function answersToKeep(told: ReadonlyMap<Candidate, Admitted>): {
  accountId: string
  key: Buffer
  leadId: string
  status: number
  answer: string
}[] {
  return [...told].flatMap(([{ id, incoming }, admitted]) => {
    const { accountId, idempotency, answerLater } = incoming
    if (!idempotency) return []
    if (admitted.kind === 'recorded' && !answerLater) {
      return [{ accountId, key: idempotency.key, leadId: id, status: 201, answer: admitted.text }]
    }
    if (admitted.kind === 'repeat') {
      return [
        { accountId, key: idempotency.key, leadId: admitted.leadId, status: admitted.status, answer: admitted.text },
      ]
    }
    return []
  })
}
