import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { attemptOutcomes, dispatchStates } from '@switchyard/core/lead/states.ts'

import type { Result } from '../settlement/result.ts'
import { beganLine, endedLine, parseJournal } from './journalLines.ts'

const id = fc.bigInt({ min: 1n, max: 2n ** 62n }).map(String)
const words = fc.option(fc.string({ unit: 'grapheme', maxLength: 40 }), { nil: null })
const time = fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true })
const headers = fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,10}$/), fc.string({ maxLength: 10 }))
const result: fc.Arbitrary<Result> = fc.record({
  accountId: id,
  dispatchId: id,
  attemptId: id,
  attemptAt: time,
  leadId: id,
  delivery: fc.string({ minLength: 1, maxLength: 10 }),
  understood: fc.record({
    outcome: fc.constantFrom(...attemptOutcomes),
    rule: fc.option(fc.nat(20), { nil: null }),
    reason: words,
    price: fc.option(fc.constant('12.50'), { nil: null }),
    reference: words,
    redirectUrl: words,
  }),
  durationMs: fc.nat(60_000),
  request: fc.option(fc.record({ method: fc.constant('POST'), url: fc.webUrl(), headers, body: words }), { nil: null }),
  response: fc.option(
    fc.record({
      status: fc.integer({ min: 100, max: 599 }),
      headers,
      body: fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !text.includes('\0')),
      truncated: fc.boolean(),
    }),
    { nil: null },
  ),
  next: fc.oneof(
    fc.record({
      kind: fc.constant('final' as const),
      state: fc.constantFrom(...dispatchStates),
      reason: words,
      price: fc.option(fc.bigInt({ min: 0n, max: 2n ** 60n }), { nil: null }),
    }),
    fc.record({ kind: fc.constant('retry' as const), at: time, countsAsTry: fc.boolean(), reason: words }),
  ),
})

const byId = (results: readonly Result[]) => new Map(results.map((one) => [one.attemptId, one]))

describe('A journal', () => {
  it('gives back what was written: ids that began, and each result as it was', () => {
    const plain = result.filter(({ request }) => request?.body?.includes('\0') !== true)
    fc.assert(
      fc.property(fc.array(id), fc.array(plain, { maxLength: 5 }), (began, results) => {
        const text = [...began.map(beganLine), ...results.map(endedLine)].join('')
        const read = parseJournal(text)
        expect(read.began).toEqual(new Set(began))
        expect(new Map(read.results)).toEqual(byId(results))
      }),
    )
  })

  it('may end anywhere: every line before the torn one counts, the torn one does not', () => {
    fc.assert(
      fc.property(id, result, id, fc.nat(10_000), (first, one, second, cut) => {
        const lines = [beganLine(first), endedLine(one), beganLine(second)]
        const text = lines.join('')
        const place = cut % (text.length + 1)
        const read = parseJournal(text.slice(0, place))
        const whole = lines.filter((_, index) => lines.slice(0, index + 1).join('').length <= place)
        expect(read.began.has(first)).toBe(whole.length >= 1)
        expect(read.results.size).toBe(whole.length >= 2 ? 1 : 0)
      }),
    )
  })

  it('reads a line that is no line of ours as nothing, and goes on behind it', () => {
    const text = `{"half":\n${beganLine('17')}{"accountId":"1"}\nwhat\n${beganLine('18')}`
    expect(parseJournal(text)).toEqual({ began: new Set(['17', '18']), results: new Map() })
  })

  it('keeps the beginning of a long body and says that it was cut', () => {
    const [one] = fc.sample(result, { numRuns: 1, seed: 1 })
    if (!one) throw new Error('no sample')
    const response = { status: 200, headers: {}, body: 'x'.repeat(100_000), truncated: false }
    const request = { method: 'POST', url: 'https://buyer.example', headers: {}, body: 'y'.repeat(100_000) }
    const line = endedLine({ ...one, response, request })
    expect(line.length).toBeLessThan(40_000)
    const kept = parseJournal(line).results.get(one.attemptId)
    expect(kept?.response).toEqual({ ...response, body: 'x'.repeat(16_384), truncated: true })
    expect(kept?.request?.body).toBe('y'.repeat(16_384))
  })
})
