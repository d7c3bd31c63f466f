import { parseDate } from '../lead/fields/date.ts'
import { parseMoney } from '../money/money.ts'
import type { Field } from '../setup/campaign.ts'
import type { Problem } from '../setup/problem.ts'
import { invalid } from './problems.ts'

type Bound = number | string

/** `min`, `max`, `minAge` and `maxAge` of one field: of the right kind, and in order. */
export function checkBounds(field: Field, path: string): Problem[] {
  const problems: Problem[] = []
  for (const side of ['min', 'max'] as const) {
    const bound = field[side]
    const wrong = bound === undefined ? null : wrongWith(field, bound)
    if (wrong !== null) problems.push(invalid(`${path}.${side}`, wrong))
  }
  const { min, max, minAge, maxAge } = field
  if (problems.length === 0 && min !== undefined && max !== undefined && sortable(field, min) > sortable(field, max)) {
    problems.push({
      path: `${path}.min`,
      code: 'conflict',
      message: `min ${min} is above max ${max}: no value could pass.`,
    })
  }
  for (const [name, age] of [
    ['minAge', minAge],
    ['maxAge', maxAge],
  ] as const) {
    if (age === undefined) continue
    if (field.type !== 'dateOfBirth' && field.type !== 'date') {
      problems.push(invalid(`${path}.${name}`, `${name} is for dates of birth, not for a field of type ${field.type}.`))
    } else if (!(age >= 0 && age <= 150)) {
      problems.push(invalid(`${path}.${name}`, `${name} must be between 0 and 150.`))
    }
  }
  if (minAge !== undefined && maxAge !== undefined && minAge > maxAge) {
    problems.push({ path: `${path}.minAge`, code: 'conflict', message: `minAge ${minAge} is above maxAge ${maxAge}.` })
  }
  return problems
}

function wrongWith(field: Field, bound: Bound): string | null {
  switch (field.type) {
    case 'boolean':
    case 'consent':
      return `A field of type ${field.type} has no lowest or highest value.`
    case 'date':
    case 'dateOfBirth': {
      const date = typeof bound === 'string' ? parseDate(bound, {}, { country: 'GB' }) : null
      return date?.ok && date.value === bound ? null : `${JSON.stringify(bound)} is not a date of the form 2015-04-30.`
    }
    case 'money':
      return parseMoney(String(bound)) === null ? `${JSON.stringify(bound)} is not an amount such as "12.50".` : null
    case 'number':
    case 'integer':
      return typeof bound === 'number' && Number.isFinite(bound) ? null : `${JSON.stringify(bound)} is not a number.`
    default:
      return typeof bound === 'number' && Number.isInteger(bound) && bound >= 0
        ? null
        : `${JSON.stringify(bound)} is not a length: a whole number, 0 or more.`
  }
}

function sortable(field: Field, bound: Bound): bigint | Bound {
  return field.type === 'money' ? (parseMoney(String(bound)) ?? 0n) : bound
}
