// Percent-encoding for path segments, query strings and form bodies.

import { toText } from '../toText.ts'

const keptByBuiltIn = /[!'()*]/g
const plainOnly = /^[\w.~-]*$/

/** RFC 3986: everything but unreserved characters is percent-encoded UTF-8, so a value cannot end its segment or parameter. */
export function encodeUrl(value: unknown): string {
  const text = toText(value)
  if (plainOnly.test(text)) return text
  return encodeURIComponent(text).replace(keptByBuiltIn, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** application/x-www-form-urlencoded: as `encodeUrl`, with `+` for a space and CR LF for line ends left as they are. */
export function encodeForm(value: unknown): string {
  return encodeUrl(value).replaceAll('%20', '+')
}
