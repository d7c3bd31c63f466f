// Patterns of answer rules: RE2 syntax, matched in linear time by one engine everywhere.

import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js'

const longestPattern = 512
/** Only so much of an answer is searched. */
export const longestSearched = 64 * 1024

export interface CompiledPattern {
  /** The pattern's first match anywhere in the text: group 1 when it has one, else the whole match; null without a match. */
  find(text: string): string | null
}

/** @returns the pattern, or a sentence that says why it cannot be used (look-around and back-references have no place in RE2). */
export function compilePattern(source: string): CompiledPattern | { readonly problem: string } {
  if (source.length > longestPattern) return { problem: `A pattern may be ${longestPattern} characters long` }
  try {
    const compiled = RE2JS.compile(source, RE2JS.DOTALL)
    const groups = compiled.groupCount()
    return {
      find(text) {
        const matcher = compiled.matcher(text.slice(0, longestSearched))
        if (!matcher.find()) return null
        return matcher.group(groups > 0 ? 1 : 0) ?? ''
      },
    }
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) {
      const at = source.indexOf(error.getPattern() ?? '\0')
      const place = at < 0 ? '' : ` at position ${at + 1}`
      return { problem: `The pattern cannot be used${place}: ${error.getDescription()}` }
    }
    if (error instanceof RE2JSException) return { problem: `The pattern cannot be used: ${error.message}` }
    throw error
  }
}
