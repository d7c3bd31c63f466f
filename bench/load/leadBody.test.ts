import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leadBody } from './leadBody.ts'

describe('the leads of a bench', () => {
  it('are JSON with ten fields each, and no two share an email or a phone number', () => {
    const number = fc.integer({ min: 0, max: 9_999_999 })
    fc.assert(
      fc.property(number, number, (one, other) => {
        fc.pre(one !== other)
        const [first, second] = [JSON.parse(leadBody(one)), JSON.parse(leadBody(other))]
        expect(Object.keys(first.fields)).toHaveLength(10)
        expect(first.fields.email).not.toBe(second.fields.email)
        expect(first.fields.phone).not.toBe(second.fields.phone)
        expect(first.fields.phone).toMatch(/^07\d{9}$/)
      }),
    )
  })
})
