import { hash } from 'node:crypto'
import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max'
import type { FieldValues } from '../lead/facts.ts'
import type { Field } from '../setup/campaign.ts'
import type { SuppressionList } from '../setup/lists.ts'
import type { SuppressionProbe } from './screened.ts'

/**
 * What has to be looked up in a campaign's suppression lists: each value of a field whose type a list matches, as SHA-256 and
 * MD5 of its usual spellings (as normalised, in small letters; phones also without + and as dialled in `country`).
 */
export function compileSuppression(
  lists: ReadonlyMap<string, SuppressionList>,
  fields: readonly Field[],
  country: string,
): (values: FieldValues) => readonly SuppressionProbe[] {
  const lookups = [...lists].flatMap(([list, { matches }]) =>
    fields.filter(({ type }) => matches.includes(type)).map((field) => ({ list, field })),
  )
  const prefix = isSupportedCountry(country) ? `+${getCountryCallingCode(country)}` : null
  return (values) => {
    const probes: SuppressionProbe[] = []
    for (const { list, field } of lookups) {
      const value = values[field.key]
      if (value === undefined) continue
      for (const text of typeof value === 'object' ? value : [String(value)]) {
        const digests = spellings(text, field, prefix).flatMap((spelling) => [
          hash('sha256', spelling),
          hash('md5', spelling),
        ])
        probes.push({ list, field: field.key, value: text, digests })
      }
    }
    return probes
  }
}

function spellings(text: string, field: Field, prefix: string | null): readonly string[] {
  const usual = [text, text.toLowerCase()]
  if (field.type === 'phone' && text.startsWith('+')) {
    usual.push(text.slice(1))
    if (prefix !== null && text.startsWith(prefix))
      usual.push(text.slice(prefix.length), `0${text.slice(prefix.length)}`)
  }
  if (field.type === 'postcode') usual.push(text.replace(/ /g, ''))
  return [...new Set(usual)]
}
