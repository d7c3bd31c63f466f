import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { FieldValues, LeadFacts } from '../lead/facts.ts'
import type { FieldType } from '../setup/campaign.ts'
import { compileRule } from './compile.ts'
import { ruleOps, type Rule, type RuleOp, type RuleOperand } from './rule.ts'
import { ruleWords } from './words.ts'

const types = new Map<string, FieldType>([
  ['make', 'picklist'],
  ['colours', 'picklistAny'],
  ['year', 'integer'],
  ['price', 'money'],
  ['phone', 'phone'],
  ['postcode', 'postcode'],
  ['born', 'dateOfBirth'],
  ['bought', 'date'],
  ['owner', 'boolean'],
  ['agreed', 'consent'],
  ['note', 'text'],
  ['constructor', 'text'],
])

function lead(values: FieldValues, more: Partial<LeadFacts> = {}): LeadFacts {
  return {
    id: '1',
    campaign: 'auto',
    supplier: 'ADC1',
    source: null,
    method: 'api',
    test: false,
    receivedAt: new Date('2026-10-25T00:30:00Z'),
    timezone: 'Europe/London',
    country: 'GB',
    values,
    raw: {},
    invalid: [],
    consent: { email: 'yes', sms: 'unknown' },
    ...more,
  }
}

const ford = lead({
  make: 'Ford',
  colours: ['Red', 'Blue'],
  year: 1999,
  price: '12.50',
  phone: '+447700900123',
  postcode: 'SW1A 1AA',
  born: '2000-10-26',
  bought: '2026-10-15',
  owner: true,
  agreed: 'no',
  note: 'Été 42',
})

describe('each operator', () => {
  test.each<[field: string, op: RuleOp, value: RuleOperand | undefined, holds: boolean]>([
    ['make', 'is', 'FORD', true],
    ['make', 'is', 'Audi', false],
    ['make', 'isNot', 'audi', true],
    ['make', 'in', ['Audi', 'ford'], true],
    ['make', 'notIn', ['Audi', 'ford'], false],
    ['make', 'contains', 'OR', true],
    ['make', 'notContains', 'or', false],
    ['make', 'startsWith', 'fo', true],
    ['make', 'endsWith', 'RD', true],
    ['make', 'matches', '^f.r', true],
    ['make', 'matches', '^or', false],
    ['note', 'contains', 'éTÉ', true],
    ['colours', 'is', 'blue', true],
    ['colours', 'isNot', 'blue', false],
    ['colours', 'in', ['green', 'red'], true],
    ['colours', 'notIn', ['green'], true],
    ['year', 'gt', 1998, true],
    ['year', 'gt', 1999, false],
    ['year', 'gte', '1999', true],
    ['year', 'lt', 1000, false],
    ['year', 'lte', 1999, true],
    ['year', 'between', [1999, 2005], true],
    ['year', 'between', [2000, 2005], false],
    ['year', 'is', '1999.0', true],
    ['price', 'gt', 9, true],
    ['price', 'is', 12.5, true],
    ['price', 'between', ['12.4999', '12.5'], true],
    ['phone', 'is', '0044 7700 900123', true],
    ['phone', 'is', '07700 900 123', true],
    ['phone', 'startsWith', '+44', true],
    ['phone', 'startsWith', '07', true],
    ['phone', 'startsWith', '08', false],
    ['phone', 'endsWith', '0123', true],
    ['postcode', 'startsWith', 'sw1', true],
    ['postcode', 'is', 'sw1a1aa', true],
    ['bought', 'before', '2026-10-16', true],
    ['bought', 'after', '2026-10-15', false],
    ['bought', 'gte', '2026-10-15', true],
    ['bought', 'withinDays', 10, true],
    ['bought', 'withinDays', 9, false],
    ['bought', 'olderThanDays', 9, true],
    ['bought', 'olderThanDays', 10, false],
    ['owner', 'is', true, true],
    ['owner', 'is', 'no', false],
    ['agreed', 'is', false, true],
    ['agreed', 'is', 'unknown', false],
    ['note', 'present', undefined, true],
    ['note', 'blank', undefined, false],
    ['note', 'valid', undefined, true],
    ['note', 'invalid', undefined, false],
    ['note', 'gt', 5, false],
    ['@supplier', 'is', 'adc1', true],
    ['@source', 'blank', undefined, true],
    ['@method', 'in', ['api', 'form'], true],
    ['@country', 'isNot', 'GB', false],
    // Received at 01:30 of the repeated hour, local time; born 25 years and 364 days before.
    ['@age', 'is', 25, true],
    ['@age', 'lt', 26, true],
    ['@receivedTime', 'is', '01:30', true],
    ['@receivedTime', 'before', '01:30', false],
    ['@receivedTime', 'between', ['01:00', '02:00'], true],
    ['@receivedWeekday', 'in', ['Sunday', 'sat'], true],
    ['@receivedWeekday', 'is', 'mon', false],
    ['@test', 'is', false, true],
    ['@consent.email', 'is', 'yes', true],
    ['@consent.sms', 'is', 'unknown', true],
  ])('%s %s %j is %s', (field, op, value, holds) => {
    expect(compileRule({ field, op, value }, types).test(ford)).toBe(holds)
  })

  test('text that spells a number compares as that number', () => {
    const rule: Rule = { field: 'note', op: 'gt', value: 9 }
    expect(compileRule(rule, types).test(lead({ note: '10' }))).toBe(true)
    expect(compileRule(rule, types).test(lead({ note: '8' }))).toBe(false)
  })

  test('a birthday counts in the zone of the campaign', () => {
    const late = { receivedAt: new Date('2026-10-25T13:30:00Z'), timezone: 'Pacific/Auckland' }
    const grown: Rule = { field: '@age', op: 'gte', value: 26 }
    expect(compileRule(grown, types).test(lead({ born: '2000-10-26' }, late))).toBe(true)
    expect(compileRule(grown, types).test(lead({ born: '2000-10-26' }, { ...late, timezone: 'UTC' }))).toBe(false)
  })
})

describe('a lead without a value', () => {
  const operands: Partial<Record<RuleOp, RuleOperand>> = { between: ['a', 'z'], in: ['x'], notIn: ['x'], withinDays: 1 }

  test.each(ruleOps)('passes %s only when that asks for no value', (op) => {
    const holds = ['isNot', 'notIn', 'notContains', 'blank'].includes(op)
    for (const field of types.keys()) {
      const rule = compileRule({ field, op, value: operands[op] ?? '1' }, types)
      expect([field, rule.test(lead({}))]).toEqual([field, holds])
      expect([field, rule.test(lead({ [field]: '' }))]).toEqual([field, holds])
    }
  })

  test('but with one that is no value of its type is invalid, and neither blank nor valid', () => {
    const odd = lead({}, { invalid: ['year'], raw: { year: 'soon' } })
    const states = (['present', 'blank', 'valid', 'invalid'] as const).map((op) =>
      compileRule({ field: 'year', op }, types).test(odd),
    )
    expect(states).toEqual([true, false, false, true])
    expect(compileRule({ field: 'year', op: 'gt', value: 5 }, types).explain(odd)).toBe(
      "rule year > 5, lead: 'soon', which is not valid",
    )
  })

  test('has no age without a date of birth', () => {
    expect(compileRule({ field: '@age', op: 'gte', value: 0 }, types).explain(lead({}))).toBe(
      'rule @age >= 0, lead: nothing',
    )
  })
})

describe('explain', () => {
  test.each<[Rule, string]>([
    [{ field: 'year', op: 'gte', value: 2010 }, 'rule year >= 2010, lead: 1999'],
    [{ field: 'make', op: 'in', value: ['Audi', 'BMW'] }, 'rule make is one of Audi, BMW, lead: Ford'],
    [{ field: '@source', op: 'is', value: 'x' }, 'rule @source is x, lead: nothing'],
    [
      {
        all: [
          { field: 'make', op: 'is', value: 'Ford' },
          { field: 'year', op: 'gt', value: 2000 },
        ],
      },
      'rule year > 2000, lead: 1999',
    ],
    [
      {
        any: [
          { field: 'make', op: 'is', value: 'Audi' },
          { field: 'year', op: 'gt', value: 2000 },
        ],
      },
      'rule make is Audi, lead: Ford; rule year > 2000, lead: 1999',
    ],
    [{ not: { field: 'owner', op: 'is', value: true } }, 'rule not (owner is yes), lead: yes'],
    [{ field: 'colours', op: 'is', value: 'Green' }, 'rule colours is Green, lead: Red, Blue'],
  ])('of %j names the part that decided, with the value of the lead', (rule, words) => {
    const compiled = compileRule(rule, types)
    expect(compiled.test(ford)).toBe(false)
    expect(compiled.explain(ford)).toBe(words)
  })

  test('cuts long values', () => {
    const words = compileRule({ field: 'note', op: 'is', value: 'x' }, types).explain(lead({ note: 'y'.repeat(500) }))
    expect(words.length).toBeLessThan(120)
  })
})

describe('groups', () => {
  const leaf = fc
    .tuple(
      fc.constantFrom('year', 'make', '@age'),
      fc.constantFrom('is' as const, 'isNot' as const),
      fc.constantFrom(25, 1999),
    )
    .map(([field, op, value]): Rule => ({ field, op, value }))
  const rules = fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.record({ all: fc.array(tie('rule'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('rule'), { maxLength: 3 }) }),
      fc.record({ not: tie('rule') }),
    ),
  })).rule

  function holds(rule: Rule): boolean {
    if ('all' in rule) return rule.all.every(holds)
    if ('any' in rule) return rule.any.some(holds)
    return 'not' in rule ? !holds(rule.not) : compileRule(rule, types).test(ford)
  }

  test('hold as their members say, and always explain themselves', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const compiled = compileRule(rule, types)
        expect(compiled.test(ford)).toBe(holds(rule))
        expect(compiled.explain(ford)).toMatch(/^rule /)
      }),
    )
  })
})

test('a rule is read back as a sentence', () => {
  const rule: Rule = {
    all: [
      { field: 'year', op: 'gte', value: 2010 },
      {
        any: [{ field: 'make', op: 'in', value: ['Ford', 'Audi'] }, { not: { field: 'note', op: 'blank' } }],
      },
    ],
  }
  expect(ruleWords(rule)).toBe('year >= 2010 and (make is one of Ford, Audi or not (note is blank))')
})
