// Values and operands brought into one form per kind, so that equal means equal and less means less.

import { assertNever } from '../assert.ts'
import { parseMoney } from '../money/money.ts'
import { parseClock } from '../schedule/span.ts'
import { weekdays } from '../time/localTime.ts'
import { isDate } from './calendar.ts'
import type { FieldKind } from './fieldKind.ts'

export type Scalar = string | number | boolean
/** Two comparables of one kind have one type and may be compared with === and <. */
export type Comparable = string | number | bigint

const yesWords = new Set(['yes', 'true', '1', 'on', 'y'])
const noWords = new Set(['no', 'false', '0', 'off', 'n'])

/** The form in which two values of a kind are equal or not; null when the value is none of that kind. */
export function comparable(kind: FieldKind, value: Scalar): Comparable | null {
  switch (kind) {
    case 'text':
    case 'list':
      return caseless(String(value))
    case 'postcode':
      return caseless(String(value)).replace(/\s+/g, '')
    case 'phone':
      return digitsOf(String(value)) || null
    case 'number':
      return numberOf(value)
    case 'money':
      return typeof value === 'boolean' ? null : parseMoney(String(value).trim())
    case 'date':
      return typeof value === 'string' && isDate(value.trim()) ? value.trim() : null
    case 'time':
      return typeof value === 'string' ? parseClock(value.trim()) : null
    case 'weekday':
      return weekdayOf(value)
    case 'boolean':
      return yesOrNo(value)
    case 'consent':
      return caseless(String(value)) === 'unknown' ? 'unknown' : yesOrNo(value)
    default:
      return assertNever(kind)
  }
}

/** The form in which two values are more or less; text counts as the number it spells. */
export function ordered(kind: FieldKind, value: Scalar): Comparable | null {
  return comparable(kind === 'text' ? 'number' : kind, value)
}

/** The form in which a value is searched for a piece of text. */
export function searchable(kind: FieldKind, value: Scalar): string {
  if (kind === 'phone') return digitsOf(String(value))
  return kind === 'postcode' ? caseless(String(value)).replace(/\s+/g, '') : caseless(String(value))
}

/** "+44 20 …", "0044 20 …" and "4420…" are the same digits. */
export function digitsOf(phone: string): string {
  const digits = phone.replace(/\D+/g, '')
  return digits.startsWith('00') && !phone.includes('+') ? digits.slice(2) : digits
}

function caseless(text: string): string {
  return text.trim().normalize('NFC').toLowerCase()
}

function numberOf(value: Scalar): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean') return null
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(value.trim()) ? Number(value) : null
}

function yesOrNo(value: Scalar): 'yes' | 'no' | null {
  const word = caseless(String(value))
  if (yesWords.has(word)) return 'yes'
  return noWords.has(word) ? 'no' : null
}

function weekdayOf(value: Scalar): string | null {
  if (typeof value !== 'string') return null
  const word = caseless(value)
  return weekdays.find((day) => day === word || fullNames[day] === word) ?? null
}

const fullNames: Readonly<Record<(typeof weekdays)[number], string>> = {
  mon: 'monday',
  tue: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
}
