import type { Failure } from '../lead/disposition.ts'
import type { Field } from '../setup/campaign.ts'
import { clip } from '../text/clip.ts'
import { findUnsafeContent } from '../text/unsafeContent.ts'
import { unsafeFailure } from './failure.ts'

// Bodies are parsed with a depth limit of 64; this is the second lock on the same door.
const deepest = 100
// The sender chooses the names of unknown fields.
const longestName = 100

/** One failure for each sent name, field of the campaign or not, whose value holds HTML or script anywhere inside. */
export function unsafeFailures(
  sent: Readonly<Record<string, unknown>>,
  fieldOf: (name: string) => Field | undefined,
): readonly Failure[] {
  const failures: Failure[] = []
  for (const name of Object.keys(sent)) {
    const found = unsafeIn(sent[name], 0)
    if (found !== null)
      failures.push(unsafeFailure(fieldOf(name) ?? { key: clip(name, longestName) }, sent[name], found))
  }
  return failures
}

function unsafeIn(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return findUnsafeContent(value)
  if (typeof value !== 'object' || value === null) return null
  if (depth > deepest) return 'lists inside lists without end'
  for (const [key, part] of Object.entries(value)) {
    const found = findUnsafeContent(key) ?? unsafeIn(part, depth + 1)
    if (found !== null) return found
  }
  return null
}
