import { clip } from '../../text/clip.ts'
import { findUnstorable } from '../../text/unstorable.ts'
import { type Parsed, refused } from './parsed.ts'

const shownLength = 80
const longestShort = 64

/** A received value in quotation marks, as messages show it: 'VW'. Numbers and yes/no stand without marks. */
export function quoted(raw: unknown): string {
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw)
  return `'${clip(plain(raw), shownLength)}'`
}

/** Any received value as text: strings as they are, everything else as JSON. Never throws. */
export function plain(raw: unknown): string {
  if (typeof raw === 'string') return raw
  if (raw === null || raw === undefined) return ''
  try {
    // Functions and symbols have no JSON.
    return JSON.stringify(raw) ?? typeof raw
  } catch {
    // Only values that did not come as JSON (circular ones, bigint) or lists without end end here.
    return Object.prototype.toString.call(raw)
  }
}

/**
 * The one text that a field of one value was sent. Numbers and yes/no become text; a list of one is that one, because forms
 * and multipart bodies send lists; longer lists, objects and text that cannot be stored are refused.
 */
export function oneText(raw: unknown): Parsed<string> {
  const only: unknown = Array.isArray(raw) && raw.length === 1 ? raw[0] : raw
  if (typeof only === 'string') {
    const unstorable = findUnstorable(only)
    return unstorable === null ? { ok: true, value: only } : refused('REJECT_LEAD_INVALID_FORMAT', unstorable)
  }
  if (typeof only === 'number' || typeof only === 'boolean') return { ok: true, value: String(only) }
  if (only === null || only === undefined) return { ok: true, value: '' }
  if (Array.isArray(only)) {
    return refused('REJECT_LEAD_INVALID_FORMAT', `${only.length} values were sent, but it takes one`)
  }
  return refused('REJECT_LEAD_INVALID_FORMAT', `${quoted(only)} is an object, but it takes one value`)
}

/** Longer texts are no number, date or phone. Said before any pattern looks at them, so that none can be made slow. */
export function isLong(text: string): boolean {
  return text.length > longestShort
}

/** The bare number that was typed as a number (JSON, a spreadsheet cell), also inside a list of one; else null. */
export function typedNumber(raw: unknown): number | null {
  const only: unknown = Array.isArray(raw) && raw.length === 1 ? raw[0] : raw
  return typeof only === 'number' ? only : null
}
