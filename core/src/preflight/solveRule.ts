// Values that make a rule hold, or fail: candidates, to be tried on the rule itself.

import { Temporal } from 'temporal-polyfill'

import { assertNever } from '../assert.ts'
import { operandsOf } from '../rules/operand.ts'
import type { Rule, RuleOp, RuleTest } from '../rules/rule.ts'
import type { Field } from '../setup/campaign.ts'
import { matchingText } from './matchingText.ts'
import { optionsOf, sampleValue, type SampleWorld } from './sampleValue.ts'

/** Values by field key; null: left out. `@source` stands for the source. */
export type Assignment = Readonly<Record<string, unknown>>

export interface RuleFields extends SampleWorld {
  readonly fields: ReadonlyMap<string, Field>
}

const mostCandidates = 60

/**
 * Assignments after which the rule may hold (`wanted`) or fail. The first is the likeliest; none where a part of the rule is about
 * something that no sender chooses, such as the time.
 */
export function assignmentsFor(rule: Rule, wanted: boolean, world: RuleFields): readonly Assignment[] {
  if ('not' in rule) return assignmentsFor(rule.not, !wanted, world)
  if ('all' in rule) return wanted ? together(rule.all, true, world) : oneOf(rule.all, false, world)
  if ('any' in rule) return wanted ? oneOf(rule.any, true, world) : together(rule.any, false, world)
  return leaf(rule, wanted, world)
}

function together(rules: readonly Rule[], wanted: boolean, world: RuleFields): readonly Assignment[] {
  return rules.reduce<readonly Assignment[]>(
    (sofar, rule) => {
      const next = assignmentsFor(rule, wanted, world)
      return sofar.flatMap((one) => next.map((other) => ({ ...one, ...other }))).slice(0, mostCandidates)
    },
    [{}],
  )
}

function oneOf(rules: readonly Rule[], wanted: boolean, world: RuleFields): readonly Assignment[] {
  return rules.flatMap((rule) => assignmentsFor(rule, wanted, world)).slice(0, mostCandidates)
}

function leaf(test: RuleTest, wanted: boolean, world: RuleFields): readonly Assignment[] {
  const { field: key } = test
  if (key === '@source') return sourceValues(test, wanted).map((value) => ({ [key]: value }))
  const field = world.fields.get(key)
  if (!field || field.compute !== undefined) return []
  return [...new Set(valuesFor(field, wanted ? test.op : opposite[test.op], test, world))]
    .slice(0, mostCandidates)
    .map((value) => ({ [key]: value }))
}

const opposite: Readonly<Record<RuleOp, RuleOp>> = {
  is: 'isNot',
  isNot: 'is',
  in: 'notIn',
  notIn: 'in',
  contains: 'notContains',
  notContains: 'contains',
  // Any value of another kind will do.
  startsWith: 'notIn',
  endsWith: 'notIn',
  matches: 'notIn',
  between: 'notIn',
  gt: 'lte',
  gte: 'lt',
  lt: 'gte',
  lte: 'gt',
  before: 'gte',
  after: 'lte',
  withinDays: 'olderThanDays',
  olderThanDays: 'withinDays',
  present: 'blank',
  blank: 'present',
  valid: 'invalid',
  invalid: 'valid',
}

function valuesFor(field: Field, op: RuleOp, test: RuleTest, world: RuleFields): readonly unknown[] {
  const operands = operandsOf(test)
  const [first] = operands
  const good = [0, 1].map((variant) => sampleValue(field, world, variant)).filter((value) => value !== undefined)
  const options = optionsOf(field, world.picklists)
  const others = [...good, ...options, ...beside(operands)]
  switch (op) {
    case 'is':
    case 'in':
    case 'contains':
      return [...operands, ...operands.map((value) => `${value} x`)]
    case 'isNot':
    case 'notIn':
    case 'notContains':
      return others
    case 'startsWith':
      return [
        ...operands,
        ...operands.flatMap((value) => [`${value}x`, `${value} 900123`, `${value}1AA`, `${value} 1AA`]),
        ...options,
      ]
    case 'endsWith':
      return [
        ...operands,
        ...operands.map((value) => `x${value}`),
        ...operands.map((value) => `x@${String(value).replace(/^@/, '')}`),
        ...options,
      ]
    case 'matches': {
      const made = [0, 1].flatMap((variant) => matchingText(String(first ?? ''), variant) ?? [])
      return [...made, ...options, ...good]
    }
    case 'gt':
    case 'gte':
    case 'after':
      return ordered(first, op === 'gte' ? [0, 1] : [1, 2])
    case 'lt':
    case 'lte':
    case 'before':
      return ordered(first, op === 'lte' ? [0, -1] : [-1, -2])
    case 'between':
      return operands
    case 'withinDays':
      return [world.today]
    case 'olderThanDays':
      return [
        Temporal.PlainDate.from(world.today)
          .subtract({ days: Number(first ?? 0) + 1 })
          .toString(),
      ]
    case 'present':
    case 'valid':
      return good
    case 'blank':
      return [null]
    case 'invalid':
      return field.type === 'email' ? ['not an address'] : ['?']
    default:
      return assertNever(op)
  }
}

function sourceValues(test: RuleTest, wanted: boolean): readonly unknown[] {
  const op = wanted ? test.op : opposite[test.op]
  const operands = operandsOf(test).map(String)
  if (op === 'is' || op === 'in' || op === 'contains' || op === 'startsWith' || op === 'endsWith') return operands
  if (op === 'blank') return [null]
  return ['preflight', null]
}

/** Just beside each operand: where ranges end. */
function beside(operands: readonly (string | number | boolean)[]): readonly unknown[] {
  return operands.flatMap((operand) => ordered(operand, [-1, 1]))
}

function ordered(operand: string | number | boolean | undefined, steps: readonly number[]): readonly unknown[] {
  if (typeof operand === 'number') return steps.map((step) => operand + step)
  if (typeof operand !== 'string') return []
  if (/^\d{4}-\d{2}-\d{2}$/.test(operand)) {
    return steps.map((step) => Temporal.PlainDate.from(operand).add({ days: step }).toString())
  }
  const number = Number(operand)
  return operand.trim() !== '' && Number.isFinite(number) ? steps.map((step) => number + step) : []
}
