// What is said of picklists and mappers: locked lists, coverage, unknown values.

import { describe, expect, it } from 'vitest'
import fc from 'fast-check'

import type { Picklist } from '../setup/lists.ts'
import { coverageOf } from './coverage.ts'
import { lockedProblems } from './lockedProblems.ts'
import { mapperCells, missingCells, strangePairs } from './mapperCells.ts'
import { unknownValues, withSuggestions, type SeenSpelling } from './unknownValues.ts'

const at = new Date('2026-11-20T10:00:00Z')

function makes(
  values: readonly (string | { value: string; synonyms: string[] })[],
  more: Partial<Picklist> = {},
): Picklist {
  const entries = values.map((one) => (typeof one === 'string' ? { value: one, synonyms: [] } : one))
  return { name: 'Makes', caseSensitive: false, values: entries, ...more }
}

function sent(text: string, more: Partial<SeenSpelling> = {}): SeenSpelling {
  return { campaign: 'auto', field: 'make', isMany: false, text, waiting: 1, kept: 0, accepted: 0, lastAt: at, ...more }
}

describe('a locked list', () => {
  const list = makes(['Ford', 'Volkswagen'], { locked: true, lockReason: 'kept by the portal' })

  it('says which value it does not take, who looks after it, and what to do instead', () => {
    expect(lockedProblems(list, { ...list, values: [...list.values, { value: 'VW', synonyms: [] }] })).toEqual([
      {
        path: 'values[2].value',
        code: 'locked',
        message:
          "List Makes is locked (kept by the portal): it does not take 'VW'. Make it a synonym of a value that is there, such as 'Volkswagen'.",
      },
    ])
  })

  it('keeps its values, and takes synonyms, labels and another order', () => {
    expect(lockedProblems(list, makes(['Ford'], { locked: true })).map(({ path }) => path)).toEqual(['values'])
    const changed = makes([{ value: 'Volkswagen', synonyms: ['VW'] }, 'Ford'], { locked: true, name: 'Car makes' })
    expect(lockedProblems(list, changed)).toEqual([])
  })

  it('takes everything once it is unlocked', () => {
    expect(lockedProblems(list, makes(['Kia']))).toEqual([])
    expect(lockedProblems(null, list)).toEqual([])
  })
})

describe('a mapper', () => {
  it('finds a pair by the exact value first, then without case', () => {
    const cells = mapperCells({ pairs: { ford: 'small', Ford: 'great', constructor: 'c' } })
    expect(['Ford', 'FORD', 'Kia', 'toString'].map((one) => cells.pairOf(one))).toEqual(['great', 'great', null, null])
  })

  it('names the values that have no pair and the pairs that have no value', () => {
    const mapper = { pairs: { ford: '1', Lada: '9' } }
    expect(missingCells(mapper, makes(['Kia', 'Ford', 'Audi']))).toEqual(['Kia', 'Audi'])
    expect(strangePairs(mapper, makes(['Kia', 'Ford']))).toEqual(['Lada'])
  })

  it('covers what has a pair, by how often it came', () => {
    const seen = [
      { value: 'Ford', leads: 987 },
      { value: 'Kia', leads: 13 },
    ]
    expect(coverageOf({ pairs: { Ford: '1' } }, seen)).toMatchObject({ leads: 1000, covered: 987, percent: 98.7 })
    expect(coverageOf({ pairs: {} }, [])).toMatchObject({ leads: 0, percent: null })
  })

  it('never says 100 % while something is not covered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), fc.integer({ min: 1, max: 50 }), (covered, open) => {
        const seen = [
          { value: 'A', leads: covered },
          { value: 'B', leads: open },
        ]
        expect(coverageOf({ pairs: { A: '1' } }, seen).percent).toBeLessThan(100)
      }),
    )
  })
})

describe('unknownValues', () => {
  const list = makes(['Ford', { value: 'Volkswagen', synonyms: ['V W'] }])

  it('takes together what differs in case, spaces and punctuation, under the most frequent spelling', () => {
    const found = unknownValues(list, [
      sent('kia', { waiting: 2 }),
      sent('KIA ', { waiting: 5, campaign: 'van' }),
      sent('K.I.A', { kept: 1, waiting: 0 }),
      sent('Audi', { accepted: 3, waiting: 0 }),
    ])
    expect(found).toMatchObject([
      {
        value: 'KIA',
        leads: 8,
        waiting: 7,
        accepted: 0,
        spellings: [
          { value: 'KIA', count: 5 },
          { value: 'kia', count: 2 },
          { value: 'K.I.A', count: 1 },
        ],
        campaigns: [
          { campaign: 'van', leads: 5 },
          { campaign: 'auto', leads: 3 },
        ],
      },
      { value: 'Audi', leads: 3, waiting: 0, accepted: 3, causes: [] },
    ])
    expect(found[0]?.causes).toHaveLength(2)
  })

  it('leaves out what the list knows by now and suggests what may have been meant', () => {
    const found = unknownValues(list, [sent('v w'), sent('FORD'), sent('VW')])
    expect(found.map(({ value }) => value)).toEqual(['VW'])
    expect(withSuggestions(list, found)[0]?.suggestions[0]).toMatchObject({ value: 'Volkswagen', confidence: 'medium' })
  })

  it('takes the text of a field with several values apart', () => {
    const found = unknownValues(list, [sent('Ford, Kia; Ford', { isMany: true }), sent('Ford, Lada', { isMany: true })])
    expect(found.map(({ value }) => value)).toEqual(['Ford, Kia', 'Lada'])
  })
})
