// Finds tests on one field that no value can pass together, such as "x > 5" with "x < 3".

import { ordered, type Comparable, type Scalar } from './comparable.ts'
import type { FieldKind } from './fieldKind.ts'
import { matcherOf } from './matcher.ts'
import { operandsOf } from './operand.ts'
import type { RuleTest } from './rule.ts'

interface Bound {
  readonly at: Comparable
  readonly open: boolean
}

/** The value a test is tried on is no lead's, so tests that count days from receipt are left out of the search. */
const noDate = ''
const passesWithoutValue = new Set<RuleTest['op']>(['isNot', 'notIn', 'notContains', 'blank', 'invalid'])

/**
 * The first tests, two where two are enough, that contradict each other; null when some value may pass them all. Sound, not
 * complete: a contradiction told is one, but patterns and pieces of text are only tried against values that other tests name.
 * `whole`: the field holds whole numbers.
 */
export function contradiction(tests: readonly RuleTest[], kind: FieldKind, whole: boolean): readonly RuleTest[] | null {
  for (const [index, test] of tests.entries()) {
    const against = tests.slice(0, index).find((earlier) => excludes([earlier, test], kind, whole))
    if (against) return [against, test]
  }
  return tests.length > 2 && excludes(tests, kind, whole) ? tests : null
}

function excludes(tests: readonly RuleTest[], kind: FieldKind, whole: boolean): boolean {
  const has = (op: RuleTest['op']): boolean => tests.some((test) => test.op === op)
  const needsValue = tests.some((test) => !passesWithoutValue.has(test.op) && test.op !== 'present')
  if (has('blank') && (needsValue || has('present') || has('invalid'))) return true
  if (has('invalid') && needsValue) return true
  // One of several values may pass one test and another value the next; one phone number has several spellings.
  if (kind === 'list' || kind === 'phone') return false
  return noNamedValuePasses(tests, kind) || emptyRange(tests, kind, whole)
}

function noNamedValuePasses(tests: readonly RuleTest[], kind: FieldKind): boolean {
  const naming = tests.find(({ op }) => op === 'is' || op === 'in')
  if (!naming) return false
  const values = operandsOf(naming)
  return values.length > 0 && !values.some((value) => tests.every((test) => mayPass(test, value, kind)))
}

function mayPass(test: RuleTest, value: Scalar, kind: FieldKind): boolean {
  const { op } = test
  switch (op) {
    case 'withinDays':
    case 'olderThanDays':
    case 'present':
    case 'blank':
    case 'valid':
    case 'invalid':
      return true
    case 'isNot':
      return !matcherOf('is', test, kind)(value, () => noDate)
    case 'notIn':
      return !matcherOf('in', test, kind)(value, () => noDate)
    case 'notContains':
      return !matcherOf('contains', test, kind)(value, () => noDate)
    // A pattern looks at a value's stored spelling, which the operand need not have.
    case 'matches':
      return true
    default:
      return matcherOf(op, test, kind)(value, () => noDate)
  }
}

function emptyRange(tests: readonly RuleTest[], kind: FieldKind, whole: boolean): boolean {
  const lows = tests.flatMap((test) => lowOf(test, kind, whole) ?? [])
  const highs = tests.flatMap((test) => highOf(test, kind, whole) ?? [])
  return lows.some((low) => highs.some((high) => low.at > high.at || (low.at === high.at && (low.open || high.open))))
}

function lowOf(test: RuleTest, kind: FieldKind, whole: boolean): Bound | null {
  const [first] = operandsOf(test)
  const at = first === undefined ? null : ordered(kind, first)
  if (at === null) return null
  switch (test.op) {
    case 'gt':
    case 'after':
      return whole && typeof at === 'number' ? { at: Math.floor(at) + 1, open: false } : { at, open: true }
    case 'gte':
    case 'between':
      return { at: whole && typeof at === 'number' ? Math.ceil(at) : at, open: false }
    default:
      return null
  }
}

function highOf(test: RuleTest, kind: FieldKind, whole: boolean): Bound | null {
  const operands = operandsOf(test)
  const last = operands[test.op === 'between' ? 1 : 0]
  const at = last === undefined ? null : ordered(kind, last)
  if (at === null) return null
  switch (test.op) {
    case 'lt':
    case 'before':
      return whole && typeof at === 'number' ? { at: Math.ceil(at) - 1, open: false } : { at, open: true }
    case 'lte':
    case 'between':
      return { at: whole && typeof at === 'number' ? Math.floor(at) : at, open: false }
    default:
      return null
  }
}
