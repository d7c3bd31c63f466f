import type { FieldLine } from './fieldLines.ts'

/** Shorter values turn up in sentences by chance. */
const tellingLength = 3

/**
 * The field that a person most likely came to mend: one that a check refused, or one that a buyer's reason names or quotes.
 * Null when nothing points at any.
 */
export function suspectField(lines: readonly FieldLine[], reasons: readonly string[]): string | null {
  const refused = lines.find((line) => line.problems.length > 0)
  if (refused) return refused.key
  const words = reasons.join('\n').toLowerCase()
  const named = lines.find(({ key, label }) => contains(words, key) || contains(words, label))
  const quoted = lines.find(({ value }) => contains(words, value))
  return (named ?? quoted)?.key ?? null
}

function contains(words: string, part: string): boolean {
  const sought = part.toLowerCase()
  return sought.length >= tellingLength && words.includes(sought)
}
