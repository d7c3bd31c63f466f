import { expect, test } from 'vitest'

import type { Answer } from './answer.ts'
import { compileAnswers } from './answers.ts'
import { destinationReport } from './destinationReport.ts'
import { readSent, type Sent } from './sent.ts'
import { throttlePauseMs } from './throttle.ts'

const understand = compileAnswers([
  { when: { json: { path: 'status', is: 'accepted' } }, outcome: 'accepted' },
  { when: { json: { path: 'status', is: 'no' } }, outcome: 'rejected' },
  { when: { json: { path: 'code', is: 606 } }, outcome: 'throttled' },
])

function answer(status: number, body: string, retryAfterMs: number | null = null): Sent {
  const given: Answer = { status, headers: {}, body, truncated: false }
  return { kind: 'answer', answer: given, retryAfterMs, tokenDropped: false, durationMs: 1 }
}
const notSent = (code: string): Sent => ({ kind: 'not_sent', code, message: '', durationMs: 1 })
const lost: Sent = { kind: 'unknown', code: 'timeout', message: '', partial: null, durationMs: 1 }

test.each<[string, Sent, object]>([
  ['an acceptance', answer(200, '{"status":"accepted"}'), { kind: 'answered' }],
  ['a refusal', answer(200, '{"status":"no"}'), { kind: 'answered' }],
  ['a refusal with the status of a fault', answer(500, '{"status":"no"}'), { kind: 'answered' }],
  ['an answer that nobody knows', answer(200, '<html>'), { kind: 'answered' }],
  ['401', answer(401, ''), { kind: 'answered' }],
  ['500', answer(500, 'oops'), { kind: 'failed', code: 'status_500' }],
  ['408', answer(408, ''), { kind: 'failed', code: 'status_408' }],
  ['429', answer(429, '', 7000), { kind: 'throttled', retryAfterMs: 7000 }],
  ['503', answer(503, ''), { kind: 'throttled', retryAfterMs: null }],
  ['a body that says throttled', answer(200, '{"code":606}'), { kind: 'throttled', retryAfterMs: null }],
  ['a refused connection', notSent('refused'), { kind: 'failed', code: 'refused' }],
  ['a certificate that is not trusted', notSent('tls_expired'), { kind: 'failed', code: 'tls_expired' }],
  ['no file handle of ours', notSent('EMFILE'), { kind: 'silent' }],
  ['an address that may not be reached', notSent('address_forbidden'), { kind: 'silent' }],
  ['no answer in time', lost, { kind: 'failed', code: 'timeout' }],
])('%s says of the destination what it should', (_, sent, expected) => {
  expect(destinationReport(sent, readSent(sent, understand))).toEqual(expected)
})

test.each([
  [7000, [5], 7000],
  [10, [5], 1000],
  [1e12, [5], 6 * 3_600_000],
  [null, [5, 30], 5000],
  [null, [], 1000],
  [null, [0], 1000],
])('A destination that asks for %s is left alone with delays %j for %i ms', (retryAfterMs, delaysSeconds, expected) => {
  expect(throttlePauseMs(retryAfterMs, { delaysSeconds, maxAgeHours: 24 })).toBe(expected)
})
