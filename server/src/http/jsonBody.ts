// Reads a JSON body so that what comes out can be stored and cannot surprise: strict UTF-8, bounded depth, no prototype keys, no
// NUL, no half surrogate pairs, no numbers beyond range.

import type { ProblemItem } from '@switchyard/contract/problem.ts'

import { invalid, Problem } from './problem.ts'

const maxDepth = 64
const decoder = new TextDecoder('utf-8', { fatal: true })

export function readJson(bytes: Buffer): unknown {
  const text = decode(bytes)
  if (text.trim() === '') throw new Problem(400, 'empty_body', 'The body is empty; send a JSON document')
  if (deeperThan(text, maxDepth)) {
    throw new Problem(400, 'too_deep', `The JSON document is nested deeper than ${maxDepth} levels`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Problem(400, 'invalid_json', jsonWords(error, text))
  }
  // Each of these can only be spelled with one of the marks looked for, so the usual document is not walked through.
  if (/__proto__|\\u|[eE]\+?\d{3}|\d{309}/.test(text)) {
    const errors: ProblemItem[] = []
    findOdd(value, '', errors)
    if (errors.length > 0) throw invalid(errors)
  }
  return value
}

function decode(bytes: Buffer): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new Problem(400, 'invalid_encoding', 'The body is not UTF-8')
  }
}

function deeperThan(text: string, limit: number): boolean {
  let depth = 0
  let inText = false
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charCodeAt(index)
    if (inText) {
      if (sign === 92) index += 1
      else if (sign === 34) inText = false
    } else if (sign === 34) inText = true
    else if (sign === 123 || sign === 91) {
      depth += 1
      if (depth > limit) return true
    } else if (sign === 125 || sign === 93) depth -= 1
  }
  return false
}

function jsonWords(error: unknown, text: string): string {
  const words = error instanceof Error ? error.message : String(error)
  const position = /position (\d+)/.exec(words)?.[1]
  if (position === undefined) return `The body is not JSON: ${words}`
  const before = text.slice(0, Number(position))
  const line = before.split('\n').length
  const column = before.length - before.lastIndexOf('\n')
  return `The body is not JSON: ${words.replace(/ \(line.*$/, '')} (line ${line}, column ${column})`
}

/** Adds an error for every text, key or number that could not be kept as it is. Also used for values of forms. */
export function findOdd(value: unknown, path: string, errors: ProblemItem[]): void {
  if (typeof value === 'string') {
    const odd = oddWords(value)
    if (odd) errors.push({ path, code: odd.code, message: odd.message })
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) errors.push({ path, code: 'number_range', message: 'The number is out of range' })
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => findOdd(item, `${path}[${index}]`, errors))
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      const at = path === '' ? key : `${path}.${key}`
      if (key === '__proto__') errors.push({ path: at, code: 'forbidden_key', message: '"__proto__" cannot be a key' })
      const odd = oddWords(key)
      if (odd) errors.push({ path: at, ...odd })
      findOdd(Object.getOwnPropertyDescriptor(value, key)?.value, at, errors)
    }
  }
}

function oddWords(text: string): { code: string; message: string } | null {
  if (text.includes('\0'))
    return { code: 'nul_character', message: 'The text holds a NUL character, which cannot be stored' }
  if (!text.isWellFormed()) {
    return { code: 'lone_surrogate', message: 'The text holds half of a surrogate pair, which is not a character' }
  }
  return null
}
