import type { Field } from '../../setup/campaign.ts'
import { cleanLine, cleanLines } from '../../text/cleanText.ts'
import { personName } from '../../text/personName.ts'
import { type Parsed, taken } from './parsed.ts'
import { oneText } from './received.ts'

/**
 * text, longText, firstName, lastName and hidden. One line with its spaces collapsed; long text keeps its line breaks; names
 * typed wholly in capitals or small letters get usual writing. Refuses lists, objects, NUL and lone surrogates.
 */
export function parseText(raw: unknown, field: Pick<Field, 'type'>): Parsed<string> {
  const text = oneText(raw)
  if (!text.ok) return text
  if (field.type === 'longText') return taken(cleanLines(text.value))
  const line = cleanLine(text.value)
  const named = field.type === 'firstName' || field.type === 'lastName'
  return taken(named ? personName(line) : line)
}
