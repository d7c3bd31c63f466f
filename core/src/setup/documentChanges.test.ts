import { describe, expect, it } from 'vitest'
import fc from 'fast-check'

import { documentChanges } from './documentChanges.ts'

const words = (before: unknown, after: unknown) => documentChanges(before, after).map((one) => one.words)
const list = (...values: readonly unknown[]) => ({ name: 'Makes', values })
const value = (name: string, ...synonyms: readonly string[]) => ({ value: name, synonyms })

describe('documentChanges', () => {
  it('tells entries of a list by their names, wherever they stand', () => {
    const before = list(value('Ford'), value('Volkswagen'), value('Audi'))
    const after = list(value('Ford'), value('Kia'), value('Volkswagen', 'VW'))
    expect(documentChanges(before, after)).toEqual([
      {
        path: 'values.Kia',
        kind: 'added',
        before: null,
        after: value('Kia'),
        words: "values: 'Kia' added",
      },
      {
        path: 'values.Volkswagen.synonyms.VW',
        kind: 'added',
        before: null,
        after: 'VW',
        words: "values › Volkswagen › synonyms: 'VW' added",
      },
      {
        path: 'values.Audi',
        kind: 'removed',
        before: value('Audi'),
        after: null,
        words: "values: 'Audi' removed",
      },
    ])
  })

  it('says when entries stand in another order, once', () => {
    expect(words(list(value('A'), value('B'), value('C')), list(value('C'), value('A'), value('B')))).toEqual([
      'values: in another order',
    ])
  })

  it('tells a property with both values', () => {
    const pairs = (codes: object) => ({ pairs: codes, missing: 'pass' })
    expect(
      words(pairs({ Ford: '1', Kia: '7' }), { ...pairs({ Ford: '2', Audi: '3' }), missing: { default: 'X' } }),
    ).toEqual([
      "pairs › Ford: '1' → '2'",
      "pairs › Audi: '3' added",
      "pairs › Kia: '7' removed",
      `missing: 'pass' → {"default":"X"}`,
    ])
  })

  it('leaves out what stands alike at both ends of a list without names', () => {
    const rule = (status: number) => ({ when: { status: [status] } })
    expect(words({ answers: [rule(1), rule(2), rule(4)] }, { answers: [rule(1), rule(2), rule(3), rule(4)] })).toEqual([
      'answers › 3: {"when":{"status":[3]}} added',
    ])
  })

  it('finds nothing between a document and its copy', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (one) => {
        expect(documentChanges(one, structuredClone(one))).toEqual([])
      }),
    )
  })

  it('finds what was put into a picklist and what was taken out', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 12 })
    fc.assert(
      fc.property(names, names, (old, fresh) => {
        const found = documentChanges(list(...old.map((one) => value(one))), list(...fresh.map((one) => value(one))))
        const of = (kind: string) => found.filter((one) => one.kind === kind).length
        expect(of('added')).toBe(fresh.filter((one) => !old.includes(one)).length)
        expect(of('removed')).toBe(old.filter((one) => !fresh.includes(one)).length)
        expect(of('changed')).toBe(0)
      }),
    )
  })
})
