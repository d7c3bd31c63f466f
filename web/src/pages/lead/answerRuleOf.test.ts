import { describe, expect, it } from 'vitest'
import { draftRule, jsonValues, ruleOf } from './answerRuleOf.ts'

const answer = (body: string) => ({ status: 200, headers: {}, body, truncated: false })

describe('the values of an answer', () => {
  it('are found at any depth, outermost first, under the paths of answer rules', () => {
    expect(jsonValues('{"data":{"lead":{"id":7}},"status":"dup","list":[{"ok":true},null]}')).toEqual([
      { path: 'status', value: 'dup' },
      { path: 'list[1]', value: null },
      { path: 'data.lead.id', value: 7 },
      { path: 'list[0].ok', value: true },
    ])
  })

  it('are none of an answer that is no JSON, or a single word', () => {
    expect(jsonValues('<html>')).toEqual([])
    expect(jsonValues('"OK"')).toEqual([])
  })

  it('leave out names that a path cannot hold, and end somewhere', () => {
    expect(jsonValues('{"a b":1,"c":2}')).toEqual([{ path: 'c', value: 2 }])
    expect(jsonValues(JSON.stringify(Array.from({ length: 500 }, () => 1)))).toHaveLength(60)
  })
})

describe('a rule made from an answer', () => {
  it('looks for the value that speaks of a result and takes the reason beside it', () => {
    const draft = draftRule(answer('{"id":1,"result":"declined","message":"Out of area"}'))
    expect(ruleOf(draft, 200)).toEqual({
      when: { status: [200], json: { path: 'result', is: 'declined' } },
      outcome: 'rejected',
      reason: { json: 'message' },
    })
  })

  it('looks for the first words where the answer is text', () => {
    const draft = draftRule(answer('<html><body>Lead refused: duplicate</body></html>'))
    expect(ruleOf({ ...draft, reason: { kind: 'text', text: ' Duplicate ' } }, 200)).toMatchObject({
      when: { status: [200], text: { contains: 'Lead refused: duplicate' } },
      reason: 'Duplicate',
    })
  })

  it('is none when it would match everything', () => {
    const draft = draftRule(answer(''))
    expect(ruleOf({ ...draft, withStatus: false }, 200)).toBeNull()
    expect(ruleOf(draft, 500)).toMatchObject({ when: { status: [500] } })
  })
})
