// Small values that set-up documents share.

import { z } from 'zod'

/** What documents are addressed by: campaign references, SIDs, BIDs, keys. */
export const documentKey = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'Expected 1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or digit',
  )

/** Left out, the document's key is its name. */
export const documentName = z.string().trim().max(200).default('').describe("Left out: the document's key.")

/** An exact amount of money as text, with at most four decimals. */
export const amount = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,4})?$/, 'Expected an amount as text with at most four decimals, such as "12.50"')
  .meta({ examples: ['12.50'] })

export const timezone = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimezone, {
    error: 'Expected an IANA time zone such as Europe/London',
    params: { code: 'unknown_timezone' },
  })

export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'Expected two capital letters (ISO 3166), such as GB')
  .meta({ examples: ['GB'] })
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Expected three capital letters (ISO 4217), such as GBP')
  .meta({ examples: ['GBP'] })

/** Text of a template, a pattern or an answer of any size that makes sense in a document. */
export const longText = z.string().max(65_536)

function isTimezone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
