import type { Field } from '../setup/campaign.ts'
import { fold } from '../text/fold.ts'

/** `raw` is what was sent, for failures and repair; `value` is what the parser gets, undefined when nothing was sent. */
export interface Received {
  readonly raw: unknown
  readonly value: unknown
}

// White space and characters that nobody sees.
const nothing = /^[\s\u200b\u2060\ufeff]*$/

type ValueMap = ReadonlyMap<string, string>

/** A supplier's value map of one field, looked up exactly first and then without case and accents. */
export function compileValueMap(pairs: Readonly<Record<string, string>>): ValueMap {
  const entries = Object.entries(pairs)
  return new Map([...entries.map(([theirs, ours]): [string, string] => [`~${fold(theirs)}`, ours]), ...entries])
}

/**
 * Finds what was sent for a field: under its key, else under its first alias with a value; supplier's value map, blank words
 * and default applied, in this order.
 */
export function compileReceive(field: Field): (sent: Readonly<Record<string, unknown>>, map?: ValueMap) => Received {
  const names = [field.key, ...field.aliases]
  const blankWords = new Set(field.blankWords.map(fold))
  const emptyIsNo = field.type === 'boolean' && !field.required && field.default === undefined
  return (sent, map) => {
    let raw: unknown
    for (const name of names) {
      // The sender chooses the keys: "constructor" must not be found on the prototype.
      if (!Object.hasOwn(sent, name)) continue
      const value = translated(sent[name], map)
      if (!isBlank(value, blankWords)) return { raw: sent[name], value }
      raw ??= sent[name]
    }
    // A form sends the empty text for a box that was not ticked.
    if (emptyIsNo && raw === '') return { raw, value: '' }
    return { raw, value: field.default }
  }
}

function isBlank(value: unknown, words: ReadonlySet<string>): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return nothing.test(value) || (words.size > 0 && words.has(fold(value)))
  return Array.isArray(value) && value.every((part) => isBlank(part, words))
}

function translated(value: unknown, map: ValueMap | undefined): unknown {
  if (map === undefined) return value
  if (Array.isArray(value)) return value.map((part: unknown) => translated(part, map))
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return value
  const text = String(value)
  return map.get(text) ?? map.get(`~${fold(text)}`) ?? value
}
