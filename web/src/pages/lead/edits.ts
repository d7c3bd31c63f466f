// From the editor's text inputs to the values that are sent.

import type { FieldLine } from './fieldLines.ts'

/** What an input starts with: the stored value, or what was received when that was refused. */
export function startValue(line: FieldLine): string {
  return line.value !== '' ? line.value : line.raw
}

/** Only what differs; an emptied input is null, which empties the field. */
export function changedFields(
  lines: readonly FieldLine[],
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string | null>> {
  const changes: Record<string, string | null> = {}
  for (const line of lines) {
    const value = (values[line.key] ?? '').trim()
    if (value !== startValue(line).trim()) changes[line.key] = value === '' ? null : value
  }
  return changes
}
