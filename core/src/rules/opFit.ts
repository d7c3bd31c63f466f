// Which operators make sense for which kind of field, and how many operands they take.

import { assertNever } from '../assert.ts'
import type { FieldKind } from './fieldKind.ts'
import type { RuleOp } from './rule.ts'

export type OpGroup = 'equality' | 'search' | 'pattern' | 'order' | 'calendar' | 'days' | 'state'

export function groupOf(op: RuleOp): OpGroup {
  switch (op) {
    case 'is':
    case 'isNot':
    case 'in':
    case 'notIn':
      return 'equality'
    case 'contains':
    case 'notContains':
    case 'startsWith':
    case 'endsWith':
      return 'search'
    case 'matches':
      return 'pattern'
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
    case 'between':
      return 'order'
    case 'before':
    case 'after':
      return 'calendar'
    case 'withinDays':
    case 'olderThanDays':
      return 'days'
    case 'present':
    case 'blank':
    case 'valid':
    case 'invalid':
      return 'state'
    default:
      return assertNever(op)
  }
}

const kindsOf: Readonly<Record<OpGroup, readonly FieldKind[] | 'every'>> = {
  equality: 'every',
  search: ['text', 'number', 'money', 'date', 'phone', 'postcode', 'list'],
  pattern: ['text', 'number', 'money', 'date', 'phone', 'postcode', 'list'],
  order: ['text', 'number', 'money', 'date', 'time'],
  calendar: ['date', 'time'],
  days: ['date'],
  state: 'every',
}

export function fits(op: RuleOp, kind: FieldKind): boolean {
  const kinds = kindsOf[groupOf(op)]
  return kinds === 'every' || kinds.includes(kind)
}

/** How many operands an operator takes. */
export function arityOf(op: RuleOp): 'none' | 'one' | 'two' | 'many' {
  if (op === 'between') return 'two'
  if (op === 'in' || op === 'notIn') return 'many'
  const group = groupOf(op)
  if (group === 'state') return 'none'
  return group === 'search' ? 'many' : 'one'
}
