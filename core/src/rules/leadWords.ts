import type { LeadFacts } from '../lead/facts.ts'
import { clip } from '../text/clip.ts'
import type { ValueReader } from './readValue.ts'

const longest = 80

/** What the lead itself says for a field, in words: its value, "nothing", or what it sent and why that does not count. */
export function leadWords(field: string, read: ValueReader, facts: LeadFacts): string {
  const value = read(facts)
  if (value === undefined) return facts.invalid.includes(field) ? invalidWords(field, facts) : 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return clip(typeof value === 'object' ? value.join(', ') : String(value), longest)
}

function invalidWords(field: string, facts: LeadFacts): string {
  const sent = Object.hasOwn(facts.raw, field) ? facts.raw[field] : undefined
  return typeof sent === 'string' || typeof sent === 'number'
    ? `'${clip(String(sent), longest)}', which is not valid`
    : 'a value that is not valid'
}
