// Query parameters: text on the wire, typed values behind it.

import { z } from 'zod'

/** `a,b` → `["a", "b"]`. Empty entries are dropped. */
export function commaList(about: string) {
  return z.string().max(4000).transform(split).optional().describe(`${about} Several separated by commas.`)
}

/** As commaList, of words out of a fixed set; any other word is refused. */
export function commaOneOf<const Words extends readonly [string, ...string[]]>(words: Words, about: string) {
  return z
    .string()
    .transform((text, context) => {
      const found: Words[number][] = []
      for (const part of split(text)) {
        const word = words.find((known) => known === part)
        if (word !== undefined) found.push(word)
        else context.addIssue({ code: 'custom', message: `'${part}' is not one of: ${words.join(', ')}.` })
      }
      return found
    })
    .optional()
    .describe(`${about} One or more of ${words.join(', ')}, separated by commas.`)
}

/** An instant: ISO 8601 with a zone, or a date, which means its first moment in UTC. */
export function instant(about: string) {
  return z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], {
      error: 'Expected a time such as 2026-11-22T09:00:00Z or a date such as 2026-11-22',
    })
    .transform((text) => new Date(text))
    .optional()
    .describe(about)
}

export function flag(about: string) {
  return z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe(about)
}

export function limit(standard: number, most = 500) {
  return z.coerce
    .number<number | string>()
    .int()
    .min(1)
    .max(most)
    .default(standard)
    .describe(`How many at most, up to ${most}.`)
}

export const cursor = z.string().max(500).optional().describe("The answer's `nextCursor`, for the next page.")

function split(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
