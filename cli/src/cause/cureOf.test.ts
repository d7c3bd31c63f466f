import { expect, test } from 'vitest'
import { cureRequest } from '@switchyard/contract/causes/cureRequest.ts'
import { cureBodyOf } from './causeOptions.ts'
import { cureOf } from './cureOf.ts'

test.each([
  [{ kind: 'addSynonym', value: 'VW', to: 'Volkswagen', mapper: [] }],
  [{ kind: 'addListValue', value: 'Skoda', mapper: ['codes=SK', 'names='], campaignOnly: true }],
  [{ kind: 'setValue', field: 'make', from: 'VW', to: 'Volkswagen', mapper: [] }],
  [{ kind: 'skip', checks: 'fields, dedupe', reason: 'agreed', mapper: [] }],
  [{ kind: 'none', mapper: [] }],
  [{ kind: 'keep', reason: 'nobody buys them', mapper: [] }],
] as const)('%j is a cure that the server takes', (options) => {
  const body = cureBodyOf('c0123456789abcdef01234567', options)
  expect(cureRequest.parse(body).cure.kind).toBe(options.kind)
})

test('A mapper without a code is a cell left empty on purpose', () => {
  expect(cureOf({ kind: 'addListValue', value: 'x', mapper: ['a=1', 'b=', 'c=x=y'] })).toMatchObject({
    mappers: { a: '1', b: null, c: 'x=y' },
  })
  expect(() => cureOf({ kind: 'addListValue', value: 'x', mapper: ['=1'] })).toThrow('must look like key=code')
})

test('A cure is for a cause or for leads, never for both', () => {
  const none = { kind: 'none', mapper: [] } as const
  expect(cureBodyOf(undefined, { ...none, ids: ['1'] })).toEqual({ selection: { ids: ['1'] }, cure: { kind: 'none' } })
  expect(() => cureBodyOf('c1', { ...none, ids: ['1'] })).toThrow('not both')
  expect(() => cureBodyOf(undefined, none)).toThrow('Name the leads')
})
