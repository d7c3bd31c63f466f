import { compileSuggestions } from '../../text/suggest.ts'
import { countrySpellings, englishNames, spellingKey } from './countryNames.ts'
import { type Parsed, refused, taken } from './parsed.ts'
import { oneText, quoted } from './received.ts'

const codeOf = new Map([...englishNames].map(([code, name]) => [name, code]))
const suggest = compileSuggestions([...codeOf.keys()])

/**
 * A country as ISO 3166 alpha-2. Understood: alpha-2, alpha-3, names in ten languages and usual spellings ("U.K.", "England",
 * "USA"), without case and accents.
 */
export function parseCountry(raw: unknown): Parsed<string> {
  const text = oneText(raw)
  if (!text.ok) return text
  const code = countrySpellings.get(spellingKey(text.value))
  if (code !== undefined) return taken(code)
  return refused('REJECT_LEAD_INVALID_FORMAT', `${quoted(text.value.trim())} is not a country`, suggest(text.value))
}
