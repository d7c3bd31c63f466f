import { codeOf } from '../../lead/fields/codeOf.ts'
import { quoted } from '../../lead/fields/received.ts'
import { parseMoney } from '../../money/money.ts'
import type { Field } from '../../setup/campaign.ts'
import type { FieldCheck } from './fieldCheck.ts'

type Bound = number | string

/** The checks for `min` and `max`: value of numbers, money and dates, number of chosen values, length of everything else. */
export function rangeChecks(field: Field): readonly FieldCheck[] {
  const checks: FieldCheck[] = []
  if (field.min !== undefined) checks.push(boundCheck(field, 'min', field.min))
  if (field.max !== undefined) checks.push(boundCheck(field, 'max', field.max))
  return checks
}

function boundCheck(field: Field, side: 'min' | 'max', bound: Bound): FieldCheck {
  const isBeyond = beyond(field, side, bound)
  const words = beyondWords(field, side, bound)
  const code = codeOf(field.type)
  const rule = `${side} ${bound}`
  return (value) => (isBeyond(value) ? { code, why: words(value), rule, suggestions: [] } : null)
}

function beyond(field: Field, side: 'min' | 'max', bound: Bound): (value: unknown) => boolean {
  switch (field.type) {
    case 'date':
    case 'dateOfBirth': {
      // ISO dates sort as text.
      const day = String(bound)
      return side === 'min' ? (value) => String(value) < day : (value) => String(value) > day
    }
    case 'money': {
      const limit = moneyUnits(bound)
      return side === 'min' ? (value) => moneyUnits(value) < limit : (value) => moneyUnits(value) > limit
    }
    default: {
      const limit = Number(bound)
      return side === 'min' ? (value) => sizeOf(value) < limit : (value) => sizeOf(value) > limit
    }
  }
}

/** Numbers are their own size; lists count their values; text counts its characters. */
function sizeOf(value: unknown): number {
  if (typeof value === 'number') return value
  return Array.isArray(value) ? value.length : Array.from(String(value)).length
}

function moneyUnits(value: unknown): bigint {
  const text = String(value)
  const units = parseMoney(text)
  if (units === null) throw new RangeError(`Not an amount of money: ${text}`)
  return units
}

function beyondWords(field: Field, side: 'min' | 'max', bound: Bound): (value: unknown) => string {
  switch (field.type) {
    case 'number':
    case 'integer':
    case 'money':
      return (value) =>
        `${String(value)} is ${side === 'min' ? 'below the lowest' : 'above the highest'} allowed, ${bound}`
    case 'date':
    case 'dateOfBirth':
      return (value) =>
        `${String(value)} is ${side === 'min' ? 'before the earliest' : 'after the latest'} allowed, ${bound}`
    case 'picklistAny':
    case 'picklistAll':
      return (value) => `${sizeOf(value)} values were chosen, ${limitWords(side, bound)}`
    default:
      return (value) => `${quoted(value)} has ${sizeOf(value)} characters, ${limitWords(side, bound)}`
  }
}

function limitWords(side: 'min' | 'max', bound: Bound): string {
  return side === 'min' ? `at least ${bound} are needed` : `at most ${bound} are allowed`
}
