// Whether the operand of a test is something its field can ever be.

import { assertNever } from '../assert.ts'
import type { Problem } from '../setup/problem.ts'
import { compileSuggestions } from '../text/suggest.ts'
import { clip } from '../text/clip.ts'
import { comparable, ordered, searchable, type Scalar } from './comparable.ts'
import type { FieldKind } from './fieldKind.ts'
import { arityOf, groupOf } from './opFit.ts'
import { operandsOf } from './operand.ts'
import { patternFault } from './pattern.ts'
import type { RuleTest } from './rule.ts'

export interface OperandWorld {
  readonly kind: FieldKind
  /** Values of the field's picklist; null when it has none. */
  readonly list: readonly string[] | null
  /** The field holds a country. */
  readonly country: boolean
}

/** Every mistake in the operand of a test whose field and operator are known to fit each other. `path` is the test's. */
export function checkOperand(test: RuleTest, path: string, world: OperandWorld): Problem[] {
  const where = `${path}.value`
  const miscounted = countFault(test)
  if (miscounted !== null) return [invalid(where, `${test.op} ${miscounted}`)]
  const operands = operandsOf(test)
  const several = Array.isArray(test.value)
  const problems = operands.flatMap((operand, index) =>
    checkOne(test, operand, several ? `${where}[${index}]` : where, world),
  )
  if (problems.length > 0 || test.op !== 'between') return problems
  const [low, high] = operands.map((operand) => ordered(world.kind, operand))
  if (low === null || high === null || low === undefined || high === undefined || low <= high) return []
  return [invalid(where, `between goes from low to high, but ${operands.join(' is more than ')}`)]
}

function countFault(test: RuleTest): string | null {
  const count = operandsOf(test).length
  const arity = arityOf(test.op)
  switch (arity) {
    case 'none':
      return null
    case 'one':
      return count === 1 && !Array.isArray(test.value) ? null : 'needs one value'
    case 'two':
      return count === 2 ? null : 'needs two values, [low, high]'
    case 'many':
      return count > 0 ? null : 'needs a value or a list of values'
    default:
      return assertNever(arity)
  }
}

function checkOne(test: RuleTest, operand: Scalar, path: string, world: OperandWorld): Problem[] {
  const group = groupOf(test.op)
  const said = `'${clip(String(operand), 80)}'`
  switch (group) {
    case 'state':
      return []
    case 'pattern':
      return checkPattern(operand, path)
    case 'days':
      return typeof operand === 'number' && operand >= 0
        ? []
        : [invalid(path, `${test.op} needs a number of days from 0, not ${said}`)]
    case 'search':
      return searchable(world.kind, operand) === ''
        ? [invalid(path, `${said} holds nothing to look for in ${test.field}`)]
        : []
    case 'order':
    case 'calendar':
      return ordered(world.kind, operand) === null ? [invalid(path, needs(test, orderedWords(world.kind), said))] : []
    case 'equality':
      if (comparable(world.kind, operand) === null) return [invalid(path, needs(test, equalWords(world.kind), said))]
      if (world.country && !/^\s*(?!uk\s*$)[a-z]{2}\s*$/i.test(String(operand))) {
        return [invalid(path, needs(test, 'a country code of two letters (GB, not UK)', said))]
      }
      return world.list === null ? [] : checkListed(operand, path, world.list)
    default:
      return assertNever(group)
  }
}

function checkPattern(operand: Scalar, path: string): Problem[] {
  const fault = patternFault(String(operand))
  if (!fault) return []
  const message = `The pattern cannot be used: ${fault.words}, at position ${fault.position + 1}`
  return [{ path, code: 'bad_pattern', message }]
}

function checkListed(operand: Scalar, path: string, list: readonly string[]): Problem[] {
  const wanted = comparable('text', operand)
  if (list.some((value) => comparable('text', value) === wanted)) return []
  const [nearest] = compileSuggestions(list)(String(operand))
  const hint = nearest === undefined ? '' : `. Did you mean ${nearest}?`
  return [{ path, code: 'unknown_value', message: `'${clip(String(operand), 80)}' is not in the field's list${hint}` }]
}

function needs(test: RuleTest, what: string, said: string): string {
  return `${test.field} ${test.op} needs ${what}, not ${said}`
}

function invalid(path: string, message: string): Problem {
  return { path, code: 'invalid_operand', message }
}

function orderedWords(kind: FieldKind): string {
  return kind === 'text' ? 'a number' : equalWords(kind)
}

function equalWords(kind: FieldKind): string {
  switch (kind) {
    case 'text':
    case 'postcode':
    case 'list':
      return 'a text'
    case 'number':
      return 'a number'
    case 'money':
      return 'an amount such as "12.50" with at most four decimals'
    case 'date':
      return 'a date written YYYY-MM-DD'
    case 'phone':
      return 'a phone number'
    case 'boolean':
      return 'yes or no'
    case 'consent':
      return 'yes, no or unknown'
    case 'time':
      return 'a time written HH:MM'
    case 'weekday':
      return 'a weekday: mon, tue, wed, thu, fri, sat, sun'
    default:
      return assertNever(kind)
  }
}
