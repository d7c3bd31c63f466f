// Patterns of rules. RE2 syntax: the time to match grows with the text alone, whatever the pattern.

import { RE2JS, RE2JSSyntaxException } from 're2js'

const longestPattern = 512
const longestText = 65_536

export interface PatternFault {
  /** Where in the pattern, from 0. */
  readonly position: number
  readonly words: string
}

/**
 * Compiles a pattern that is looked for anywhere in a text, without case. Texts are looked at up to 64 K characters.
 * Throws for a pattern that patternFault finds fault with.
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
  return (text) => compiled.matcher(text.slice(0, longestText)).find()
}

/** Null for a pattern that compiles: RE2 syntax, at most 512 characters, no look-around, no back-references. */
export function patternFault(pattern: string): PatternFault | null {
  if (pattern.length > longestPattern) {
    return { position: longestPattern, words: `longer than ${longestPattern} characters` }
  }
  try {
    RE2JS.compile(pattern)
    return null
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error
    return { position: positionOf(error, pattern), words: error.error }
  }
}

/** The engine names the offending piece, not its place; a missing bracket is missing at the end. */
function positionOf({ error, input }: RE2JSSyntaxException, pattern: string): number {
  if (error.startsWith('missing closing')) return pattern.length
  if (error.startsWith('unexpected )')) return surplusBracket(pattern)
  return Math.max(0, pattern.indexOf(input ?? ''))
}

function surplusBracket(pattern: string): number {
  let depth = 0
  let inClass = false
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern[at]
    if (sign === '\\') at += 1
    else if (inClass) inClass = sign !== ']'
    else if (sign === '[') inClass = true
    else if (sign === '(') depth += 1
    else if (sign === ')') {
      depth -= 1
      if (depth < 0) return at
    }
  }
  return 0
}
