// Values inside a JSON text that was written as a raw template.

import { toText } from '../toText.ts'

/** For a placeholder between quotes: the value's text, escaped, without quotes of its own. */
export function encodeJsonString(value: unknown): string {
  return JSON.stringify(toText(value)).slice(1, -1)
}

/** For a placeholder outside quotes: a complete JSON value; null when there is none. */
export function encodeJsonValue(value: unknown): string {
  return JSON.stringify(value ?? null) ?? 'null'
}
