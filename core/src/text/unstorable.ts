/**
 * Says why a text cannot be stored, or null. A database text holds neither the NUL character nor half of a surrogate pair
 * (reliability: malformed input), and replacing them silently would change what was sent.
 */
export function findUnstorable(text: string): string | null {
  if (text.includes('\0')) return 'holds a NUL character, which cannot be stored'
  if (!text.isWellFormed()) return 'holds half of a two-part character (a lone surrogate), which cannot be stored'
  return null
}
