// Each request has its attempt and each attempt tells the truth about its request.

import type { AttemptOutcome, DispatchState } from '@switchyard/core/lead/states.ts'

import type { BuyerAnswer, StoredAttempt } from './evidence.ts'
import type { DispatchStory, Paired } from './pairing.ts'
import type { Violation } from './violation.ts'

/** How an answer may have been understood. Whatever was answered can have been lost on the way: `unknown` always fits. */
const readings: Readonly<Record<BuyerAnswer, readonly AttemptOutcome[]>> = {
  accepted: ['accepted'],
  rejected: ['rejected'],
  duplicate: ['duplicate'],
  throttled: ['throttled'],
  error: ['retryable', 'throttled'],
  none: [],
}

export function checkAttempts({ stories, strangers }: Paired): Violation[] {
  return [
    ...strangers.map(({ dispatchId, leadId }) => ({
      kind: 'phantom' as const,
      words: `The buyer saw dispatch ${dispatchId} of lead ${leadId}, which is not stored`,
    })),
    ...stories.flatMap(checkStory),
  ]
}

function checkStory(story: DispatchStory): Violation[] {
  const { dispatch, attempts, seen } = story
  const name = `Dispatch ${dispatch.id} of lead ${dispatch.leadId} to ${dispatch.delivery}`
  const found: Violation[] = []
  for (const { arrival, attempt } of seen) {
    if (attempt === null) {
      found.push({ kind: 'phantom', words: `${name}: the buyer saw X-Attempt ${arrival.number}, which is not stored` })
      continue
    }
    const fault = readingFault(attempt, arrival.answer)
    if (fault) found.push({ kind: fault.kind, words: `${name}, attempt ${attempt.id}: ${fault.words}` })
  }
  const arrived = new Set(seen.map(({ attempt }) => attempt?.id))
  for (const { id, outcome } of attempts) {
    if (outcome === null) found.push({ kind: 'openAttempt', words: `${name}, attempt ${id}: no outcome` })
    else if (!arrived.has(id) && outcome !== 'unknown' && outcome !== 'not_sent')
      found.push({ kind: 'neverSeen', words: `${name}, attempt ${id}: ${outcome}, and the buyer never saw it` })
  }
  if (!isExplained(dispatch.state, attempts)) {
    const told = attempts.map(({ outcome, lateOutcome }) => (lateOutcome ? `${outcome}, late ${lateOutcome}` : outcome))
    found.push({
      kind: 'unexplainedState',
      words: `${name} is ${dispatch.state} after: ${told.join('; ') || 'nothing'}`,
    })
  }
  return found
}

function readingFault(
  { outcome, lateOutcome }: StoredAttempt,
  answer: BuyerAnswer,
): { readonly kind: 'seenButNotSent' | 'misread'; readonly words: string } | null {
  if (outcome === 'not_sent') return { kind: 'seenButNotSent', words: 'says not sent, and the buyer saw it' }
  const told = outcome === 'unknown' ? lateOutcome : outcome
  // No outcome at all is a finding of its own.
  if (told === null || readings[answer].includes(told)) return null
  return { kind: 'misread', words: `says ${told}, the buyer answered ${answer}` }
}

/** The states that are reached by attempts; the others (skipped, cancelled, open ones) are not theirs to explain. */
function isExplained(state: DispatchState, attempts: readonly StoredAttempt[]): boolean {
  const last = attempts.at(-1)
  const told = last?.lateOutcome ?? last?.outcome ?? null
  const gaveUp = told === 'retryable' || told === 'throttled' || told === 'not_sent' || told === 'unknown'
  const priorUnknown = attempts.slice(0, -1).some(({ outcome }) => outcome === 'unknown')
  const lateYes = attempts.some(({ lateOutcome }) => lateOutcome === 'accepted')
  switch (state) {
    case 'accepted':
      return told === 'accepted' || (told === 'duplicate' && priorUnknown) || lateYes
    case 'rejected':
      return told === 'rejected' || (told === 'duplicate' && !priorUnknown)
    case 'review':
      return last?.outcome === 'unknown' || last?.outcome === 'unrecognised'
    case 'failed':
      return gaveUp || told === 'permanent' || told === 'unrecognised'
    default:
      return true
  }
}
