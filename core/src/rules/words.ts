// A rule read back as a sentence.

import { assertNever } from '../assert.ts'
import type { Scalar } from './comparable.ts'
import { operandsOf } from './operand.ts'
import type { Rule, RuleTest } from './rule.ts'

/** "vehicle_year >= 2010 and (make is Ford or make is Audi)". */
export function ruleWords(rule: Rule): string {
  if ('all' in rule) return rule.all.length === 0 ? 'always' : rule.all.map(memberWords).join(' and ')
  if ('any' in rule) return rule.any.length === 0 ? 'never' : rule.any.map(memberWords).join(' or ')
  if ('not' in rule) return `not (${ruleWords(rule.not)})`
  return testWords(rule)
}

function memberWords(rule: Rule): string {
  const several = ('all' in rule && rule.all.length > 1) || ('any' in rule && rule.any.length > 1)
  return several ? `(${ruleWords(rule)})` : ruleWords(rule)
}

/** "make is one of Ford, Audi". */
export function testWords(test: RuleTest): string {
  return `${test.field} ${conditionWords(test)}`
}

function conditionWords(test: RuleTest): string {
  const operands = operandsOf(test).map(operandWords)
  const [first = 'nothing', second = 'nothing'] = operands
  switch (test.op) {
    case 'is':
      return `is ${first}`
    case 'isNot':
      return `is not ${first}`
    case 'in':
      return `is one of ${operands.join(', ')}`
    case 'notIn':
      return `is none of ${operands.join(', ')}`
    case 'contains':
      return `contains ${operands.join(' or ')}`
    case 'notContains':
      return `does not contain ${operands.join(' or ')}`
    case 'startsWith':
      return `starts with ${operands.join(' or ')}`
    case 'endsWith':
      return `ends with ${operands.join(' or ')}`
    case 'matches':
      return `matches ${first}`
    case 'gt':
      return `> ${first}`
    case 'gte':
      return `>= ${first}`
    case 'lt':
      return `< ${first}`
    case 'lte':
      return `<= ${first}`
    case 'between':
      return `is between ${first} and ${second}`
    case 'before':
      return `is before ${first}`
    case 'after':
      return `is after ${first}`
    case 'withinDays':
      return `is within ${first} days of receipt`
    case 'olderThanDays':
      return `is more than ${first} days before receipt`
    case 'present':
      return 'is present'
    case 'blank':
      return 'is blank'
    case 'valid':
      return 'is valid'
    case 'invalid':
      return 'is invalid'
    default:
      return assertNever(test.op)
  }
}

function operandWords(operand: Scalar): string {
  if (typeof operand === 'boolean') return operand ? 'yes' : 'no'
  return operand === '' ? '""' : String(operand)
}
