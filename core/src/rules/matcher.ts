// Whether one value passes one test. Knows nothing of missing values and negations; compileTest adds those.

import { parsePhoneNumberFromString } from 'libphonenumber-js'

import { assertNever } from '../assert.ts'
import { daysBetween } from './calendar.ts'
import { comparable, ordered, searchable, type Comparable, type Scalar } from './comparable.ts'
import type { FieldKind } from './fieldKind.ts'
import { operandsOf } from './operand.ts'
import { compilePattern } from './pattern.ts'
import type { RuleTest } from './rule.ts'

/** `checkedOn` is the local date (YYYY-MM-DD) that withinDays and olderThanDays count from. */
export type Matcher = (value: Scalar, checkedOn: () => string) => boolean

export type PositiveOp = Exclude<
  RuleTest['op'],
  'isNot' | 'notIn' | 'notContains' | 'present' | 'blank' | 'valid' | 'invalid'
>

/** An operand that does not fit its field never matches. Throws for a pattern that does not compile. See checkRule for both. */
export function matcherOf(op: PositiveOp, test: RuleTest, kind: FieldKind): Matcher {
  const operands = operandsOf(test)
  switch (op) {
    case 'is':
      return equals(operands.slice(0, 1), kind)
    case 'in':
      return equals(operands, kind)
    case 'contains':
      return searches(operands, kind, (text, part) => text.includes(part))
    case 'startsWith':
      return searches(operands, kind, (text, part) => text.startsWith(part))
    case 'endsWith':
      return searches(operands, kind, (text, part) => text.endsWith(part))
    case 'matches': {
      const found = compilePattern(String(operands[0] ?? ''))
      return (value) => found(String(value))
    }
    case 'gt':
    case 'after':
      return compares(operands, kind, (value, [limit]) => limit !== undefined && value > limit)
    case 'gte':
      return compares(operands, kind, (value, [limit]) => limit !== undefined && value >= limit)
    case 'lt':
    case 'before':
      return compares(operands, kind, (value, [limit]) => limit !== undefined && value < limit)
    case 'lte':
      return compares(operands, kind, (value, [limit]) => limit !== undefined && value <= limit)
    case 'between':
      return compares(
        operands,
        kind,
        (value, [low, high]) => low !== undefined && high !== undefined && low <= value && value <= high,
      )
    case 'withinDays':
      return counts(operands, (age, days) => Math.abs(age) <= days)
    case 'olderThanDays':
      return counts(operands, (age, days) => age > days)
    default:
      return assertNever(op)
  }
}

function equals(operands: readonly Scalar[], kind: FieldKind): Matcher {
  if (kind === 'phone') return searches(operands, kind, (text, whole) => text === whole)
  const wanted = new Set(operands.flatMap((operand) => comparable(kind, operand) ?? []))
  return (value) => {
    const own = comparable(kind, value)
    return own !== null && wanted.has(own)
  }
}

function searches(
  operands: readonly Scalar[],
  kind: FieldKind,
  found: (text: string, part: string) => boolean,
): Matcher {
  const parts = operands.map((operand) => ({
    part: searchable(kind, operand),
    // Numbers of a country are written with a leading 0 by the people who live there.
    national: kind === 'phone' && /^\s*\(?0[1-9]/.test(String(operand)),
  }))
  return (value) =>
    parts.some(
      ({ part, national }) => part !== '' && found(national ? nationalDigits(value) : searchable(kind, value), part),
    )
}

function nationalDigits(phone: Scalar): string {
  return parsePhoneNumberFromString(String(phone))?.formatNational().replace(/\D+/g, '') ?? ''
}

function compares(
  operands: readonly Scalar[],
  kind: FieldKind,
  holds: (value: Comparable, limits: readonly Comparable[]) => boolean,
): Matcher {
  const limits = operands.flatMap((operand) => ordered(kind, operand) ?? [])
  if (limits.length !== operands.length) return () => false
  return (value) => {
    const own = ordered(kind, value)
    return own !== null && holds(own, limits)
  }
}

function counts(operands: readonly Scalar[], holds: (ageDays: number, days: number) => boolean): Matcher {
  const days = operands[0]
  return (value, checkedOn) =>
    typeof value === 'string' && days !== undefined && holds(daysBetween(value, checkedOn()), Number(days))
}
