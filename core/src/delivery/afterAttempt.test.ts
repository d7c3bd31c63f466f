import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { attemptOutcomes, type AttemptOutcome } from '../lead/states.ts'
import { afterAttempt, afterRenderFailure, type AttemptHistory, type AttemptPolicy } from './afterAttempt.ts'
import { renderFailure } from './renderFailure.ts'
import { retryAfterMs } from './retryAfter.ts'
import { retryPlan } from './retry.ts'
import { readSent } from './sent.ts'
import { compileAnswers } from './answers.ts'

const now = new Date('2026-11-22T09:00:00Z')
const policy: AttemptPolicy = {
  retry: { delaysSeconds: [5, 30, 120], maxAgeHours: 24 },
  onUnknown: 'hold',
  otherwise: 'failed',
  settle: 'answer',
}
const history: AttemptHistory = {
  tries: 0,
  createdAt: now,
  now,
  retryAfterMs: null,
  draw: 0.5,
  expiresAt: new Date(now.getTime() + 24 * 3_600_000),
  priorUnknown: false,
}
const understood = (outcome: AttemptOutcome, reason = 'because') => ({
  outcome,
  rule: null,
  reason,
  price: null,
  reference: null,
  redirectUrl: null,
})
const after = (outcome: AttemptOutcome, policyChange = {}, historyChange = {}) => {
  const result = afterAttempt(understood(outcome), { ...policy, ...policyChange }, { ...history, ...historyChange })
  return result.kind === 'settle' ? result.state : `retry +${result.at.getTime() - now.getTime()} ${result.countsAsTry}`
}

describe('afterAttempt', () => {
  it.each([
    ['accepted', {}, {}, 'accepted'],
    ['accepted', { settle: 'feedback' }, {}, 'pending'],
    ['pending', {}, {}, 'pending'],
    ['rejected', {}, {}, 'rejected'],
    ['duplicate', {}, {}, 'rejected'],
    ['duplicate', {}, { priorUnknown: true }, 'accepted'],
    ['permanent', {}, {}, 'failed'],
    ['unrecognised', {}, {}, 'failed'],
    ['unrecognised', { otherwise: 'review' }, {}, 'review'],
    ['unknown', {}, {}, 'review'],
    ['unknown', { onUnknown: 'resend' }, {}, 'retry +2500 true'],
    ['not_sent', {}, {}, 'retry +2500 true'],
    ['not_sent', {}, { draw: 0 }, 'retry +1000 true'],
    ['retryable', {}, { tries: 2 }, 'retry +60000 true'],
    ['retryable', {}, { tries: 3 }, 'failed'],
    ['retryable', { retry: { delaysSeconds: [], maxAgeHours: 24 } }, {}, 'failed'],
    ['retryable', {}, { tries: 1, expiresAt: new Date(now.getTime() + 10_000) }, 'expired'],
    ['retryable', {}, { createdAt: new Date(now.getTime() - 24 * 3_600_000) }, 'expired'],
    ['throttled', {}, { draw: 0 }, 'retry +5000 false'],
    ['throttled', {}, { draw: 0, retryAfterMs: 2000 }, 'retry +2000 false'],
    ['throttled', {}, { draw: 0, retryAfterMs: 6 * 3_600_000 }, 'retry +21600000 false'],
    ['throttled', {}, { draw: 0.5, retryAfterMs: 10_000, tries: 3 }, 'retry +10500 false'],
  ] as const)('%s with %j and %j goes to %s', (outcome, policyChange, historyChange, expected) => {
    expect(after(outcome, policyChange, historyChange)).toBe(expected)
  })

  it('says in words why it ended', () => {
    expect(afterAttempt(understood('retryable'), policy, { ...history, tries: 3 })).toMatchObject({
      reason: 'No usable answer after 4 tries; the last one: because',
    })
    expect(afterAttempt(understood('duplicate'), policy, { ...history, priorUnknown: true })).toMatchObject({
      reason: 'confirmed by duplicate',
    })
  })

  it('holds for a mapper and fails for everything else that cannot be rendered', () => {
    expect(afterRenderFailure(renderFailure('mapper_hold', 'm'))).toMatchObject({ state: 'held', reason: 'm' })
    expect(afterRenderFailure(renderFailure('header_invalid', 'h'))).toMatchObject({ state: 'failed', reason: 'h' })
  })

  it('never plans a retry later than the lead may be sent, nor sooner than a second from now', () => {
    const outcomes = fc.constantFrom(...attemptOutcomes)
    const draws = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    const waits = fc.option(fc.integer({ min: 1, max: 6 * 3_600_000 }))
    fc.assert(
      fc.property(
        outcomes,
        fc.nat(5),
        draws,
        waits,
        fc.nat(90_000),
        (outcome, tries, draw, retryAfterMs, lifeSeconds) => {
          const expiresAt = new Date(now.getTime() + lifeSeconds * 1000)
          const plan = retryPlan(policy.retry, { outcome, tries, draw, retryAfterMs, expiresAt, now, createdAt: now })
          if (plan.kind === 'stop') return
          expect(plan.at.getTime()).toBeLessThanOrEqual(expiresAt.getTime())
          expect(plan.at.getTime() - now.getTime()).toBeGreaterThanOrEqual(1000)
          if (outcome === 'throttled' && retryAfterMs !== null) {
            expect(plan.at.getTime() - now.getTime()).toBeGreaterThanOrEqual(retryAfterMs)
          }
        },
      ),
    )
  })
})

describe('retryAfterMs', () => {
  it.each([
    ['120', 120_000],
    ['0.5', 500],
    ['Sun, 22 Nov 2026 09:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 08:00:00 GMT', null],
    ['99999999999', 6 * 3_600_000],
    ['Fri, 31 Dec 2100 23:59:59 GMT', 6 * 3_600_000],
    ['-5', null],
    ['0', null],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('reads %j as %j', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected)
  })
})

describe('readSent', () => {
  const understand = compileAnswers([{ when: { status: [200] }, outcome: 'accepted' }])
  const partial = { status: 200, headers: {}, body: 'x', truncated: true }

  it('tells what was not sent from what is not known', () => {
    const failure = { code: 'refused', message: 'no', durationMs: 1 }
    expect(readSent({ kind: 'not_sent', ...failure }, understand)).toMatchObject({ outcome: 'not_sent', reason: 'no' })
    expect(readSent({ kind: 'not_sent', ...failure, code: 'address_forbidden' }, understand).outcome).toBe('permanent')
    expect(readSent({ kind: 'unknown', ...failure, partial: null }, understand)).toMatchObject({
      outcome: 'unknown',
      reason: 'no',
    })
    expect(readSent({ kind: 'unknown', ...failure, partial }, understand).outcome).toBe('accepted')
    expect(readSent({ kind: 'unknown', ...failure, partial }, compileAnswers([])).outcome).toBe('unknown')
  })

  it('retries with a new token unless a rule has a meaning for 401', () => {
    const sent = {
      kind: 'answer',
      answer: { ...partial, status: 401, truncated: false },
      retryAfterMs: null,
      tokenDropped: true,
      durationMs: 1,
    } as const
    expect(readSent(sent, understand).outcome).toBe('retryable')
    expect(readSent(sent, compileAnswers([{ when: { status: [401] }, outcome: 'rejected' }])).outcome).toBe('rejected')
  })
})
