/**
 * A template value as text: nothing for null and undefined, members joined by ", " for lists, JSON for objects (which only
 * raw values can be). Lone surrogates become U+FFFD, so that the result can always be sent as UTF-8.
 */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed()
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(toText).join(', ')
  return (JSON.stringify(value) ?? '').toWellFormed()
}
