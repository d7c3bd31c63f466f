import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldTypes } from '../setup/campaign.ts'
import { compileScreening } from './compile.ts'
import { sampleCampaign, sampleField, sampleInput, sampleLists } from './sampleCampaign.ts'

const typed = sampleCampaign({
  fields: fieldTypes.map((type) =>
    sampleField({ key: type, type, profanity: true, ...(type.startsWith('picklist') ? { picklist: 'makes' } : {}) }),
  ),
  dedupe: [{ fields: ['email'], days: 30, scope: 'account' }],
})
const screening = compileScreening('auto', typed, sampleLists())
const anything = fc.dictionary(fc.oneof(fc.constantFrom(...fieldTypes), fc.string()), fc.jsonValue())

test('Whatever was sent, screening gives values for valid fields only and a sentence for every other', () => {
  fc.assert(
    fc.property(anything, (raw) => {
      const { facts, failures, summary } = screening.screen(sampleInput(raw))
      for (const { message } of failures) expect(message).toMatch(/^.+: .+/su)
      for (const key of facts.invalid) {
        expect(facts.values).not.toHaveProperty(key)
        expect(failures.map(({ field }) => field)).toContain(key)
      }
      expect(summary.length).toBeLessThanOrEqual(200)
      expect(facts.raw).toBe(raw)
    }),
    { numRuns: 300 },
  )
})

test('The same lead is judged the same twice', () => {
  fc.assert(
    fc.property(anything, (raw) => {
      expect(screening.screen(sampleInput(raw))).toEqual(screening.screen(sampleInput(raw)))
    }),
    { numRuns: 50 },
  )
})

test('One bad value more is one failure more', () => {
  const bad = {
    email: 'x',
    phone: '1',
    integer: '3.5',
    date: 'soon',
    picklist: 'Lada',
    ip: '1',
    url: 'x y',
    boolean: 'maybe',
  }
  fc.assert(
    fc.property(fc.subarray(Object.entries(bad)), (chosen) => {
      const { failures } = screening.screen(sampleInput(Object.fromEntries(chosen)))
      expect(failures).toHaveLength(chosen.length)
      expect(new Set(failures.map(({ field }) => field))).toEqual(new Set(chosen.map(([key]) => key)))
    }),
  )
})
