import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { FieldType } from '../setup/campaign.ts'
import { checkRule } from './check.ts'
import { compileRule } from './compile.ts'
import { ruleOps } from './rule.ts'

const types = new Map<string, FieldType>([
  ['make', 'picklist'],
  ['colours', 'picklistAny'],
  ['vehicle_year', 'integer'],
  ['score', 'number'],
  ['price', 'money'],
  ['born', 'dateOfBirth'],
  ['owner', 'boolean'],
  ['phone', 'phone'],
  ['home', 'country'],
  ['note', 'text'],
])
const lists = new Map([['make', ['Ford', 'Volkswagen']]])

function codes(rule: unknown): string[] {
  return checkRule(rule, 'when', types, lists).map(({ path, code }) => `${path} ${code}`)
}

function message(rule: unknown): string | undefined {
  return checkRule(rule, 'when', types, lists)[0]?.message
}

function all(...tests: [string, string, unknown?][]) {
  return { all: tests.map(([field, op, value]) => ({ field, op, value })) }
}

test.each([
  { field: 'make', op: 'in', value: ['ford', 'Volkswagen'] },
  { field: 'vehicle_year', op: 'between', value: [2000, 2010] },
  { field: 'price', op: 'lte', value: '12.5' },
  { field: 'born', op: 'before', value: '2000-02-29' },
  { field: '@receivedTime', op: 'between', value: ['09:00', '17:30'] },
  { field: '@age', op: 'gte', value: 18 },
  { field: '@receivedWeekday', op: 'in', value: ['mon', 'Tuesday'] },
  { field: 'home', op: 'is', value: 'gb' },
  { field: 'note', op: 'matches', value: '^a+$' },
  { field: 'note', op: 'blank' },
  { not: { any: [{ field: 'owner', op: 'is', value: 'yes' }] } },
  { all: [] },
])('%j has no problems', (rule) => {
  expect(codes(rule)).toEqual([])
})

describe('a mistake is named with its place', () => {
  test.each<[unknown, string]>([
    [null, 'when invalid_rule'],
    ['make is Ford', 'when invalid_rule'],
    [{ all: {} }, 'when.all invalid_rule'],
    [{ all: [], any: [] }, 'when invalid_rule'],
    [{ any: [] }, 'when.any impossible_rule'],
    [{ field: 'make', op: 'is', value: 'Ford', extra: 1 }, 'when invalid_rule'],
    [{ all: [{ field: 'makes', op: 'is', value: 'Ford' }] }, 'when.all[0].field unknown_field'],
    [{ op: 'is', value: 'Ford' }, 'when.field unknown_field'],
    [{ not: { field: 'make', op: 'equals', value: 'Ford' } }, 'when.not.op unknown_op'],
    [{ field: 'owner', op: 'gt', value: 1 }, 'when.op invalid_op'],
    [{ field: 'vehicle_year', op: 'before', value: '2000-01-01' }, 'when.op invalid_op'],
    [{ field: 'vehicle_year', op: 'gt', value: 'old' }, 'when.value invalid_operand'],
    [{ field: 'vehicle_year', op: 'gt' }, 'when.value invalid_operand'],
    [{ field: 'vehicle_year', op: 'in', value: [] }, 'when.value invalid_operand'],
    [{ field: 'vehicle_year', op: 'in', value: [1, 'x'] }, 'when.value[1] invalid_operand'],
    [{ field: 'vehicle_year', op: 'between', value: [2010, 2000] }, 'when.value invalid_operand'],
    [{ field: 'vehicle_year', op: 'between', value: [2010] }, 'when.value invalid_operand'],
    [{ field: 'price', op: 'is', value: '1.23456' }, 'when.value invalid_operand'],
    [{ field: 'born', op: 'before', value: '2001-02-29' }, 'when.value invalid_operand'],
    [{ field: 'born', op: 'withinDays', value: -1 }, 'when.value invalid_operand'],
    [{ field: '@receivedTime', op: 'after', value: '9am' }, 'when.value invalid_operand'],
    [{ field: '@receivedWeekday', op: 'is', value: 'funday' }, 'when.value invalid_operand'],
    [{ field: 'phone', op: 'startsWith', value: 'abc' }, 'when.value invalid_operand'],
    [{ field: 'home', op: 'is', value: 'UK' }, 'when.value invalid_operand'],
    [{ field: 'note', op: 'matches', value: 'a(b' }, 'when.value bad_pattern'],
    [{ field: 'note', op: 'matches', value: '(?=a)' }, 'when.value bad_pattern'],
    [{ field: 'make', op: 'in', value: ['Ford', 'Volkswagn'] }, 'when.value[1] unknown_value'],
    [{ field: '@method', op: 'is', value: 'post' }, 'when.value unknown_value'],
  ])('%j', (rule, problem) => {
    expect(codes(rule)).toEqual([problem])
  })

  test('with a suggestion where one is near', () => {
    expect(message({ field: 'vehicle_yaer', op: 'present' })).toBe(
      "There is no field 'vehicle_yaer'. Did you mean vehicle_year?",
    )
    expect(message({ field: 'make', op: 'is', value: 'Volkswagn' })).toBe(
      "'Volkswagn' is not in the field's list. Did you mean Volkswagen?",
    )
  })

  test('and a bad pattern with its position', () => {
    expect(message({ field: 'note', op: 'matches', value: 'ab[z-a]' })).toBe(
      'The pattern cannot be used: invalid character class range, at position 4',
    )
    expect(message({ field: 'note', op: 'matches', value: '(a)b)c' })).toContain('at position 5')
  })
})

test('@age needs a date of birth in the campaign', () => {
  const problems = checkRule({ field: '@age', op: 'gt', value: 1 }, 'when', new Map([['note', 'text']]))
  expect(problems.map(({ code }) => code)).toEqual(['unknown_field'])
})

describe('a rule that no lead can pass', () => {
  test.each([
    [all(['score', 'gt', 5], ['score', 'lt', 3])],
    [all(['score', 'gt', 5], ['score', 'lte', 5])],
    [all(['vehicle_year', 'gt', 5], ['vehicle_year', 'lt', 6])],
    [all(['make', 'is', 'Ford'], ['make', 'is', 'Volkswagen'])],
    [all(['make', 'is', 'Ford'], ['make', 'isNot', 'FORD'])],
    [all(['note', 'in', ['a', 'b']], ['note', 'in', ['c']])],
    [all(['note', 'in', ['a', 'b']], ['note', 'in', ['b', 'c']], ['note', 'in', ['a', 'c']])],
    [all(['note', 'is', 'abc'], ['note', 'startsWith', 'x'])],
    [all(['vehicle_year', 'is', 2000], ['vehicle_year', 'gt', 2005])],
    [all(['born', 'before', '2000-01-01'], ['born', 'after', '2001-01-01'])],
    [all(['note', 'blank'], ['note', 'is', 'a'])],
    [all(['note', 'valid'], ['note', 'invalid'])],
    [{ all: [{ field: 'note', op: 'is', value: 'a' }, { not: { field: 'note', op: 'is', value: 'A' } }] }],
    [{ all: [{ field: 'score', op: 'gt', value: 5 }, all(['score', 'lt', 3])] }],
  ])('%j', (rule) => {
    expect(codes(rule)).toEqual(['when impossible_rule'])
  })

  test('is told in words', () => {
    expect(message(all(['score', 'gt', 5], ['note', 'present'], ['score', 'lt', 3]))).toBe(
      'No lead can pass score > 5 and score < 3',
    )
  })

  test.each([
    [all(['score', 'gte', 5], ['score', 'lte', 5])],
    [all(['score', 'gt', 5], ['score', 'lt', 6])],
    [all(['colours', 'is', 'Red'], ['colours', 'is', 'Blue'])],
    [all(['phone', 'is', '07700900123'], ['phone', 'is', '+447700900123'])],
    [all(['note', 'isNot', 'a'], ['note', 'blank'])],
    [
      {
        any: [
          { field: 'score', op: 'gt', value: 5 },
          { field: 'score', op: 'lt', value: 3 },
        ],
      },
    ],
  ])('is not %j', (rule) => {
    expect(codes(rule)).toEqual([])
  })
})

describe('size', () => {
  function nested(levels: number): unknown {
    let rule: unknown = { field: 'note', op: 'present' }
    for (let level = 1; level < levels; level += 1) rule = { not: rule }
    return rule
  }

  test('ten levels are taken, eleven and a hundred thousand are refused', () => {
    expect(codes(nested(10))).toEqual([])
    expect(codes(nested(11))).toEqual(['when rule_too_deep'])
    expect(codes(nested(100_000))).toEqual(['when rule_too_deep'])
  })

  test('200 tests are taken, 201 are refused', () => {
    const tests = (count: number) => ({ any: Array.from({ length: count }, () => ({ field: 'note', op: 'present' })) })
    expect(codes(tests(200))).toEqual([])
    expect(codes(tests(201))).toEqual(['when rule_too_large'])
  })
})

test('checks anything without throwing, and what it lets pass compiles', () => {
  const operand = fc.oneof(
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }),
    fc.constant(undefined),
  )
  const leaf = fc.record({
    field: fc.constantFrom(...types.keys(), '@age', '@receivedTime', '@country', 'nothing'),
    op: fc.constantFrom(...ruleOps),
    value: operand,
  })
  const anything = fc.oneof(leaf, fc.record({ all: fc.array(leaf, { maxLength: 4 }) }), fc.jsonValue())
  fc.assert(
    fc.property(anything, (rule) => {
      if (codes(rule).length > 0) return
      // Found to be a rule by the check itself.
      expect(compileRule(rule as never, types)).toBeDefined()
    }),
    { numRuns: 1_000 },
  )
})
