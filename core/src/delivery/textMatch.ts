// Compares one value of an answer (header, JSON or XML value) with what a rule asks for.

import type { TextMatch } from '../setup/delivery.ts'
import { compilePattern } from './pattern.ts'
import { sound } from './sound.ts'
import { toText } from './toText.ts'

export type Matches = (value: unknown) => boolean

/**
 * Compiles the conditions on one value; all that are given must hold. Text compares without case and outer white space,
 * numbers and booleans equal their text ("200" is 200). With no condition at all the value must be present.
 * @throws Error for a pattern that cannot be used; checkAnswers finds that first.
 */
export function compileTextMatch(match: TextMatch): Matches {
  const tests: Matches[] = []
  if (match.is !== undefined) tests.push(isTest(match.is))
  if (match.contains !== undefined) {
    const wanted = match.contains.toLowerCase()
    tests.push((value) => isPresent(value) && toText(value).toLowerCase().includes(wanted))
  }
  if (match.matches !== undefined) {
    const pattern = sound(compilePattern(match.matches))
    tests.push((value) => isPresent(value) && pattern.find(toText(value)) !== null)
  }
  for (const [bound, holds] of bounds) {
    const limit = match[bound]
    if (limit !== undefined) tests.push((value) => isPresent(value) && holds(numberOf(value), limit))
  }
  if (match.present !== undefined) tests.push((value) => isPresent(value) === match.present)
  return tests.length === 0 ? isPresent : (value) => tests.every((test) => test(value))
}

const bounds = [
  ['gt', (value: number, limit: number) => value > limit],
  ['gte', (value: number, limit: number) => value >= limit],
  ['lt', (value: number, limit: number) => value < limit],
  ['lte', (value: number, limit: number) => value <= limit],
] as const

function isTest(wanted: string | number | boolean | null): Matches {
  if (wanted === null) return (value) => value === null
  const text = String(wanted).trim().toLowerCase()
  return (value) => isPresent(value) && toText(value).trim().toLowerCase() === text
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** NaN, which no bound holds for, when it is no number. */
function numberOf(value: unknown): number {
  const text = toText(value).trim()
  return text === '' ? Number.NaN : Number(text)
}
