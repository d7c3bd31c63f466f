// What the value of a cause may have been meant to be. Never applied by itself: each is a word to a person, with how sure it is.

import { countrySpellings, spellingKey } from '../lead/fields/countryNames.ts'
import type { CompiledPicklist } from '../lead/fields/picklist.ts'
import type { Cause } from './cause.ts'
import { domainOf } from './causeKey.ts'
import { valueSignature } from './signature.ts'

export interface Suggestion {
  readonly value: string
  readonly confidence: 'high' | 'medium' | 'low'
  /** In words: "a usual misspelling". */
  readonly why: string
}

const most = 5

/** `list`: the picklist of the cause's field as it is today, null for other fields. Best first, each value once. */
export function suggestionsFor(
  cause: Pick<Cause, 'code' | 'value' | 'suggested'>,
  list: { readonly compiled: CompiledPicklist; readonly values: readonly string[] } | null,
): readonly Suggestion[] {
  const found = [
    ...(list && cause.value !== null ? fromList(cause.value, list.compiled, list.values) : []),
    ...cause.suggested.map((value) => fromChecks(cause, value)),
  ]
  const seen = new Set<string>()
  return found
    .filter(({ value }) => (seen.has(value) ? false : seen.add(value)))
    .filter(({ value }) => !list || list.values.includes(value))
    .slice(0, most)
}

function fromList(value: string, compiled: CompiledPicklist, values: readonly string[]): Suggestion[] {
  const country = countrySpellings.get(spellingKey(value))
  const countries =
    country === undefined
      ? []
      : values.filter((one) => compiled.allows(one) && countrySpellings.get(spellingKey(one)) === country)
  return [
    ...countries.map((one): Suggestion => ({ value: one, confidence: 'high', why: 'the same country' })),
    ...compiled.suggest(value).map((one): Suggestion => {
      const isSame = valueSignature(one) === valueSignature(value)
      if (isSame) return { value: one, confidence: 'high', why: 'the same but for case, accents and punctuation' }
      const isShort = valueSignature(value).length < 4
      return isShort
        ? { value: one, confidence: 'medium', why: 'may be short for it' }
        : { value: one, confidence: 'medium', why: 'spelt much the same' }
    }),
  ]
}

/** What a check found when the lead came in: a mail domain's usual misspelling, a date in the other order, a number abroad. */
function fromChecks({ code }: Pick<Cause, 'code'>, value: string): Suggestion {
  switch (code) {
    case 'REJECT_LEAD_INVALID_EMAIL':
      return value.includes('@')
        ? { value: `@${domainOf(value) ?? ''}`, confidence: 'high', why: 'a usual misspelling of the mail domain' }
        : { value, confidence: 'medium', why: 'an address that would pass' }
    case 'REJECT_LEAD_INVALID_DATE':
      return { value, confidence: 'medium', why: 'day and month the other way round' }
    case 'REJECT_LEAD_INVALID_PHONE':
      return { value, confidence: 'medium', why: 'a number of another country' }
    default:
      return { value, confidence: 'medium', why: 'spelt much the same' }
  }
}
