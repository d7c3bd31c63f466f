// What an attempt's outcome means for its dispatch.

import { assertNever } from '../assert.ts'
import type { Delivery } from '../setup/delivery.ts'
import type { Understood } from './answer.ts'
import type { RenderFailure } from './renderFailure.ts'
import { retryPlan, type FailedAttempt } from './retry.ts'

export type AfterAttempt =
  | {
      readonly kind: 'settle'
      readonly state: 'accepted' | 'rejected' | 'pending' | 'review' | 'failed' | 'expired' | 'held'
      readonly reason: string | null
    }
  | { readonly kind: 'retry'; readonly at: Date; readonly countsAsTry: boolean; readonly reason: string | null }

export type AttemptPolicy = Pick<Delivery, 'retry' | 'onUnknown' | 'otherwise' | 'settle'>

/** `priorUnknown`: an earlier attempt of the same dispatch ended unknown, so the buyer may have the lead already. */
export type AttemptHistory = Omit<FailedAttempt, 'outcome'> & { readonly priorUnknown: boolean }

/**
 * Decides where a dispatch goes after an attempt. "duplicate" after an unknown attempt of the same dispatch confirms that
 * the buyer has the lead; otherwise it is a refusal. A refusal is never retried.
 */
export function afterAttempt(understood: Understood, policy: AttemptPolicy, history: AttemptHistory): AfterAttempt {
  const { outcome, reason } = understood
  switch (outcome) {
    case 'accepted':
      return taken(policy, reason)
    case 'pending':
      return { kind: 'settle', state: 'pending', reason }
    case 'rejected':
      return { kind: 'settle', state: 'rejected', reason }
    case 'duplicate':
      return history.priorUnknown
        ? taken(policy, 'confirmed by duplicate')
        : { kind: 'settle', state: 'rejected', reason }
    case 'permanent':
      return { kind: 'settle', state: 'failed', reason }
    case 'unrecognised':
      return { kind: 'settle', state: policy.otherwise, reason }
    case 'unknown':
      if (policy.onUnknown === 'hold') return { kind: 'settle', state: 'review', reason }
      return again(understood, policy, history)
    case 'throttled':
    case 'retryable':
    case 'not_sent':
      return again(understood, policy, history)
    default:
      return assertNever(outcome)
  }
}

/** Where a dispatch goes whose request could not be rendered: nothing was sent. */
export function afterRenderFailure(failure: RenderFailure): AfterAttempt {
  return { kind: 'settle', state: failure.code === 'mapper_hold' ? 'held' : 'failed', reason: failure.message }
}

function taken(policy: AttemptPolicy, reason: string | null): AfterAttempt {
  return { kind: 'settle', state: policy.settle === 'feedback' ? 'pending' : 'accepted', reason }
}

function again({ outcome, reason }: Understood, policy: AttemptPolicy, history: AttemptHistory): AfterAttempt {
  const plan = retryPlan(policy.retry, { ...history, outcome })
  if (plan.kind === 'retry') return { ...plan, reason }
  const last = reason === null ? '' : `; the last one: ${reason}`
  return { kind: 'settle', state: plan.state, reason: `${plan.reason}${last}` }
}
