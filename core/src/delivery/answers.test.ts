import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { AnswerRule, AnswerWhen, Capture } from '../setup/delivery.ts'
import type { Answer } from './answer.ts'
import { compileAnswers } from './answers.ts'
import { capturedPrice } from './capturedPrice.ts'
import { checkAnswers } from './checkAnswers.ts'

const answer = (body: string, status = 200, headers = {}, truncated = false): Answer => ({
  status,
  headers,
  body,
  truncated,
})
const usual: readonly AnswerRule[] = [
  {
    when: { status: [200], json: { path: 'status', is: 'accepted' } },
    outcome: 'accepted',
    price: { json: 'price' },
    reference: { json: 'id' },
    redirectUrl: { json: 'next' },
  },
  { when: { json: { path: 'status', is: 'rejected' } }, outcome: 'rejected', reason: { json: 'message' } },
]

const matches = (when: AnswerWhen, given: Answer) => compileAnswers([{ when, outcome: 'accepted' }])(given).rule === 0

describe('compileAnswers', () => {
  it('reads outcome, price, reference and redirect of an acceptance', () => {
    const understood = compileAnswers(usual)(
      answer('{"status":"Accepted","price":12.5,"id":77,"next":"https://b.example/x"}'),
    )
    expect(understood).toEqual({
      outcome: 'accepted',
      rule: 0,
      reason: null,
      price: '12.50',
      reference: '77',
      redirectUrl: 'https://b.example/x',
    })
  })

  it("gives a refusal in the buyer's own words, else in ours", () => {
    expect(compileAnswers(usual)(answer('{"status":"rejected","message":"too old"}')).reason).toBe('too old')
    expect(compileAnswers(usual)(answer('{"status":"rejected"}')).reason).toBe(
      'Answer rule 2 (rejected): 200 {"status":"rejected"}',
    )
  })

  it('takes the first rule that matches', () => {
    const rules: AnswerRule[] = [
      { when: { text: { contains: 'ok' } }, outcome: 'pending' },
      { when: {}, outcome: 'rejected' },
    ]
    expect(compileAnswers(rules)(answer('OK')).outcome).toBe('pending')
    expect(compileAnswers(rules)(answer('no'))).toMatchObject({ outcome: 'rejected', rule: 1 })
  })

  it.each([
    [200, {}, '{"st":"dup"}', 'unrecognised', 'No answer rule matched: 200 {"st":"dup"}'],
    [200, {}, '', 'unrecognised', 'No answer rule matched: 200 with an empty body'],
    [404, {}, 'gone\n  away', 'unrecognised', 'No answer rule matched: 404 gone away'],
    [302, { location: 'http://169.254.169.254/' }, '', 'permanent', 'redirect to http://169.254.169.254/ not followed'],
    [429, {}, 'slow', 'throttled', 'The destination asks to wait: 429 slow'],
    [503, {}, '', 'throttled', 'The destination asks to wait: 503 with an empty body'],
    [500, {}, 'oops', 'retryable', 'The destination has a problem: 500 oops'],
    [408, {}, '', 'retryable', 'The destination has a problem: 408 with an empty body'],
  ] as const)('without a rule understands %i %j %j as %s', (status, headers, body, outcome, reason) => {
    expect(compileAnswers(usual)(answer(body, status, headers))).toMatchObject({ outcome, reason, rule: null })
  })

  it('lets a rule decide what has a meaning without one', () => {
    const rules: AnswerRule[] = [{ when: { status: [500, 302] }, outcome: 'rejected' }]
    expect(compileAnswers(rules)(answer('', 500)).outcome).toBe('rejected')
    expect(compileAnswers(rules)(answer('', 302)).outcome).toBe('rejected')
  })

  it('decides a cut answer only by what has come', () => {
    const statusOnly: AnswerRule[] = [{ when: { status: [200] }, outcome: 'accepted' }]
    const text: AnswerRule[] = [{ when: { text: { contains: 'thanks' } }, outcome: 'accepted' }]
    expect(compileAnswers(statusOnly)(answer('xxx', 200, {}, true)).outcome).toBe('accepted')
    expect(compileAnswers(text)(answer('many thanks', 200, {}, true)).outcome).toBe('accepted')
    expect(compileAnswers(text)(answer('many', 200, {}, true))).toMatchObject({ outcome: 'unrecognised', rule: null })
    // The JSON rule comes first and might have matched, so the rule behind it may not decide.
    expect(compileAnswers([...usual, ...statusOnly])(answer('{"status":', 200, {}, true)).outcome).toBe('unrecognised')
  })

  it('takes a broken answer only where status and headers decide', () => {
    const statusOnly: AnswerRule[] = [{ when: { status: [200] }, outcome: 'accepted' }]
    const text: AnswerRule[] = [{ when: { text: { contains: 'thanks' } }, outcome: 'accepted' }]
    const broken = answer('thanks', 200, {}, true)
    expect(compileAnswers(statusOnly)(broken, 'broken').outcome).toBe('accepted')
    expect(compileAnswers(text)(broken, 'broken').outcome).toBe('unknown')
    expect(compileAnswers([])(broken, 'broken').outcome).toBe('unknown')
    expect(compileAnswers([])(answer('', 500, {}, true), 'broken').outcome).toBe('retryable')
  })

  it('never throws, whatever comes', () => {
    const rules: AnswerRule[] = [
      { when: { json: { path: 'a.b[0].c', gt: 1 } }, outcome: 'accepted', reason: { split: '|', position: 3 } },
      { when: { xml: { path: 'a/b', is: 'x' } }, outcome: 'accepted', reason: { regex: '(\\d+)' } },
      { when: { text: { matches: '(a+)+$' } }, outcome: 'rejected', price: { regex: '.*' } },
    ]
    const understand = compileAnswers(rules)
    const bodies = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constant('['.repeat(100_000)),
      fc.constant('<a>'.repeat(50_000)),
    )
    fc.assert(
      fc.property(bodies, fc.integer({ min: 200, max: 599 }), fc.boolean(), (body, status, truncated) => {
        expect(understand(answer(body, status, {}, truncated)).outcome).toBeTypeOf('string')
      }),
    )
  })
})

describe('conditions', () => {
  it.each([
    [{ json: { path: 'a.b[0].c', is: 5 } }, '{"a":{"b":[{"c":"5"}]}}', true],
    [{ json: { path: '$.a["x.y"]', is: true } }, '{"a":{"x.y":true}}', true],
    [{ json: { path: '[-1]', is: 3 } }, '[1,2,3]', true],
    [{ json: { path: '', is: 'ok' } }, '"OK"', true],
    [{ json: { path: 'constructor', present: true } }, '{}', false],
    [{ json: { path: 'a', present: false } }, '{"a":null}', true],
    [{ json: { path: 'a', is: null } }, '{"a":null}', true],
    [{ json: { path: 'a', is: null } }, '{}', false],
    [{ json: { path: 'a' } }, '{"a":0}', true],
    [{ json: { path: 'a', gte: 10, lt: 20 } }, '{"a":"15"}', true],
    [{ json: { path: 'a', gt: 1 } }, '{"a":"x"}', false],
    [{ json: { path: 'a', contains: 'DUP' } }, '{"a":["duplicate lead"]}', true],
    [{ json: { path: 'a', matches: '^E\\d+$' } }, '{"a":"E42"}', true],
    [{ json: { path: 'a', present: false } }, 'no json', true],
    [{ xml: { path: 'r/s', is: 'ok' } }, '<r><s> OK </s></r>', true],
    [{ xml: { path: '/r/s/@code', is: 0 } }, '<r><s code="0"/></r>', true],
    [{ xml: { path: 'r/s[2]', is: 'b' } }, '<r><s>a</s><s>b</s></r>', true],
    [
      { xml: { path: 'Envelope/Body/X', is: '1' } },
      '<s:Envelope xmlns:s="u"><s:Body><X>1</X></s:Body></s:Envelope>',
      true,
    ],
    [{ xml: { path: '//X', is: '1' } }, '<a><b><X>1</X></b></a>', true],
    [{ xml: { path: 'a', is: 'b&c' } }, '<a>b&amp;c</a>', true],
    [{ xml: { path: 'a', is: 'b' } }, '<a>b', false],
    [{ text: { contains: 'success' } }, 'Big SUCCESS!', true],
    [{ text: { exact: 'ok|*|*done' } }, ' OK|17|all done ', true],
    [{ text: { exact: 'ok*ok' } }, 'ok', false],
    [{ text: { exact: 'ok' } }, 'ok then', false],
    [{ text: { matches: '(?i)id=\\d+' } }, 'a\nID=7', true],
    [{ status: [201] }, '', false],
    [{ status: [200], text: { contains: 'x' } }, 'x', true],
    [{ header: { name: 'X-Result', is: 'YES' } }, '', true],
    [{ header: { name: 'X-Other', present: true } }, '', false],
  ] satisfies [AnswerWhen, string, boolean][])('%j on %j: %s', (when, body, expected) => {
    expect(matches(when, answer(body, 200, { 'x-result': 'yes' }))).toBe(expected)
  })

  it('refuses documents that are made to hurt', () => {
    const entity = '<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx">]><a>&b;</a>'
    expect(matches({ xml: { path: 'a', present: true } }, answer(entity))).toBe(false)
    expect(compileAnswers([{ when: { xml: { path: 'a' } }, outcome: 'accepted' }])(answer(entity)).reason).toMatch(
      /DOCTYPE is refused/,
    )
    expect(matches({ xml: { path: '//b' } }, answer(`${'<a>'.repeat(70)}<b/>${'</a>'.repeat(70)}`))).toBe(false)
    expect(matches({ xml: { path: '//b' } }, answer(`<a>${'<c/>'.repeat(10_001)}<b/></a>`))).toBe(false)
    expect(matches({ json: { path: 'a' } }, answer(`{"a":1,"b":${'['.repeat(64)}${']'.repeat(64)}}`))).toBe(false)
  })
})

describe('captures', () => {
  const captured = (reason: Capture, body: string, headers = {}) =>
    compileAnswers([{ when: {}, outcome: 'rejected', reason }])(answer(body, 200, headers)).reason

  it('take the reason from where the rule says', () => {
    expect(captured('No thanks', '')).toBe('No thanks')
    expect(captured({ json: 'errors[0].message' }, '{"errors":[{"message":"bad"}]}')).toBe('bad')
    expect(captured({ xml: 'r/e' }, '<r><e>bad</e></r>')).toBe('bad')
    expect(captured({ header: 'X-Why' }, '', { 'x-why': 'bad' })).toBe('bad')
    expect(captured({ regex: 'reason=(\\w+)' }, 'x reason=bad y')).toBe('bad')
    expect(captured({ regex: 'b.d' }, 'a bad b')).toBe('bad')
    expect(captured({ split: '|', position: 3 }, 'accepted | 2020-07-29 | 2.50 | true')).toBe('2.50')
    expect(captured({ split: '|', position: -1 }, 'a|b|last')).toBe('last')
    expect(captured({ split: '|', position: 9 }, 'a|b')).toBe('Answer rule 1 (rejected): 200 a|b')
  })

  it.each([
    ['12.5', '12.50'],
    ['£1,234.50', '1234.50'],
    ['12,5 EUR', '12.50'],
    ['1.234,56', '1234.56'],
    ['USD 3', '3.00'],
    ['0.1234', '0.1234'],
    ['0.30000000000000004', '0.30'],
    ['1.00005', '1.0001'],
    ['.5', '0.50'],
    ['-1', null],
    ['ten', null],
    ['', null],
    ['1e3', null],
  ])('read the price %j as %j', (text, expected) => {
    expect(capturedPrice(text)).toBe(expected)
  })

  it('say so when a price is no amount', () => {
    expect(compileAnswers(usual)(answer('{"status":"accepted","price":"lots"}'))).toMatchObject({
      outcome: 'accepted',
      price: null,
      reason: "The price 'lots' is not an amount",
    })
  })

  it('let no script through as a redirect', () => {
    expect(compileAnswers(usual)(answer('{"status":"accepted","next":"javascript:alert(1)"}')).redirectUrl).toBeNull()
  })
})

describe('checkAnswers', () => {
  it('finds paths and patterns that cannot be used, and where', () => {
    const rules: AnswerRule[] = [
      { when: { json: { path: 'a[x' } }, outcome: 'accepted' },
      { when: { text: { matches: 'ab(?=c)' } }, outcome: 'accepted', reason: { regex: '(a)\\1' } },
      { when: { xml: { path: 'a//b', matches: '[' } }, outcome: 'accepted', price: { split: '', position: 0 } },
      { when: {}, outcome: 'rejected' },
      { when: { status: [200] }, outcome: 'accepted' },
    ]
    expect(checkAnswers(rules, 'answers').map(({ path, code }) => `${path} ${code}`)).toEqual([
      'answers[0].when.json.path path_invalid',
      'answers[1].when.text.matches pattern_invalid',
      'answers[1].reason.regex pattern_invalid',
      'answers[2].when.xml.path path_invalid',
      'answers[2].when.xml.matches pattern_invalid',
      'answers[2].price capture_invalid',
      'answers[4] rule_unreachable',
    ])
    expect(checkAnswers(rules, 'answers')[1]?.message).toMatch(/at position 3/)
    expect(checkAnswers(usual, 'answers')).toEqual([])
  })
})
