// A result as settlement gets it, for tests of what stands between an answer and the database.

import type { Result } from '@switchyard/server/settlement/result.ts'

/** Accepted for 12.50 a moment ago; `more` over it. */
export function sampleResult(attemptId: string, more: Partial<Result> = {}): Result {
  return {
    accountId: '1',
    dispatchId: attemptId,
    attemptId,
    attemptAt: new Date('2026-03-01T12:00:00.123Z'),
    leadId: attemptId,
    delivery: 'acme',
    understood: {
      outcome: 'accepted',
      rule: 0,
      reason: null,
      price: '12.50',
      reference: `B-${attemptId}`,
      redirectUrl: null,
    },
    durationMs: 12,
    request: { method: 'POST', url: 'https://buyer.example/leads', headers: {}, body: '{"email":"ann@example.com"}' },
    response: { status: 200, headers: {}, body: '{"status":"accepted"}', truncated: false },
    next: { kind: 'final', state: 'accepted', reason: null, price: 125_000n },
    ...more,
  }
}
