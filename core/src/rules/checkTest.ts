import { methods } from '../lead/states.ts'
import type { Problem } from '../setup/problem.ts'
import { clip } from '../text/clip.ts'
import { inWords } from '../text/inWords.ts'
import { compileSuggestions } from '../text/suggest.ts'
import { checkOperand } from './checkOperand.ts'
import { kindOf } from './fieldKind.ts'
import { fits } from './opFit.ts'
import { pseudoFields, ruleOps, type RuleOp, type RuleOperand } from './rule.ts'
import type { RuleWorld } from './ruleWorld.ts'

const properties = ['field', 'op', 'value']

/** The mistakes of one leaf: unknown property, field or operator, an operator that does not suit the field, its operand. */
export function checkTest(leaf: Readonly<Record<string, unknown>>, path: string, world: RuleWorld): Problem[] {
  const strays = Object.keys(leaf).filter((key) => !properties.includes(key))
  if (strays.length > 0) {
    return [{ path, code: 'invalid_rule', message: `A rule has no property ${inWords(strays, 'or')}` }]
  }
  const { field, op, value } = leaf
  const kind = typeof field === 'string' ? kindOf(field, world.types) : null
  if (typeof field !== 'string' || kind === null) return [unknownField(field, path, world)]
  if (!isOp(op)) return [unknownOp(op, path)]
  if (field === '@age' && ![...world.types.values()].includes('dateOfBirth')) {
    return [
      {
        path: `${path}.field`,
        code: 'unknown_field',
        message: '@age needs a field of type dateOfBirth in the campaign',
      },
    ]
  }
  if (!fits(op, kind)) {
    return [
      {
        path: `${path}.op`,
        code: 'invalid_op',
        message: `${op} cannot be used with ${field}, which holds ${kindWords(kind)}`,
      },
    ]
  }
  if (!isOperand(value)) {
    return [
      {
        path: `${path}.value`,
        code: 'invalid_operand',
        message: 'A value is a text, a number, true or false, or a list of these',
      },
    ]
  }
  return checkOperand({ field, op, value }, path, {
    kind,
    list: field === '@method' ? methods : (world.lists.get(field) ?? null),
    country: field === '@country' || world.types.get(field) === 'country',
  })
}

function unknownField(field: unknown, path: string, { types }: RuleWorld): Problem {
  const where = `${path}.field`
  if (typeof field !== 'string' || field === '') {
    return { path: where, code: 'unknown_field', message: 'A rule names the field that it looks at' }
  }
  return { path: where, code: 'unknown_field', message: unknown('field', field, [...types.keys(), ...pseudoFields]) }
}

function unknownOp(op: unknown, path: string): Problem {
  const where = `${path}.op`
  if (typeof op !== 'string' || op === '') {
    return { path: where, code: 'unknown_op', message: `A rule names its operator: ${ruleOps.join(', ')}` }
  }
  return { path: where, code: 'unknown_op', message: unknown('operator', op, ruleOps) }
}

function unknown(what: string, name: string, known: readonly string[]): string {
  const nearest = compileSuggestions(known)(name)
  return `There is no ${what} '${clip(name, 80)}'${nearest.length > 0 ? `. Did you mean ${inWords(nearest, 'or')}?` : ''}`
}

function kindWords(kind: string): string {
  return kind === 'list' ? 'several list values' : `a ${kind}`
}

function isOp(op: unknown): op is RuleOp {
  return ruleOps.some((known) => known === op)
}

function isOperand(value: unknown): value is RuleOperand | undefined {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string' || typeof one === 'number')
  return value === undefined || value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
