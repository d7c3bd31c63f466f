// A cause in words.

import type { Cause } from '../../data/causes.ts'
import { formatCount } from '../../format/count.ts'
import { humanise } from '../../format/humanise.ts'
import type { StateIconName } from '../../ui/states.ts'
import type { Tone } from '../../ui/tone.ts'
import { codeWords } from '../leads/codeWords.ts'

export interface CauseKindView {
  readonly word: string
  readonly tone: Tone
  readonly icon: StateIconName
}

const unrecognised = /^No answer rule matched/

/** Who refused, in a word or two. */
export function kindView({ code, message }: Pick<Cause, 'code' | 'message'>): CauseKindView {
  if (code !== null) return { word: codeWords[code], tone: 'bad', icon: 'cross' }
  return unrecognised.test(message)
    ? { word: 'Unrecognised answer', tone: 'warn', icon: 'question' }
    : { word: 'Refused by the buyer', tone: 'bad', icon: 'cross' }
}

export function isUnrecognised({ kind, message }: Pick<Cause, 'kind' | 'message'>): boolean {
  return kind === 'destination' && unrecognised.test(message)
}

/** "Make = “VW”", "Postcode", "acme: “Year too new”", or the filter's own sentence. */
export function causeTitle({ kind, field, value, delivery, message }: CauseTitleParts): string {
  if (kind === 'destination') return `${delivery ?? ''}: ${value === null ? 'refused without a word' : `“${value}”`}`
  if (field === null) return message
  return value === null || value === '' ? humanise(field) : `${humanise(field)} = “${value}”`
}

type CauseTitleParts = Pick<Cause, 'kind' | 'field' | 'value' | 'delivery' | 'message'>

/** "supplier ADC1 only", "ADC1 (40), B2 (3) and 2 more"; null where none was named. */
export function supplierWords({ suppliers }: Pick<Cause, 'suppliers'>): string | null {
  const named = suppliers.map(({ supplier, count }) => ({ name: supplier ?? 'no supplier', count }))
  const [only, ...others] = named
  if (!only) return null
  if (others.length === 0) return only.name === 'no supplier' ? null : `supplier ${only.name} only`
  const shown = named.slice(0, 2).map(({ name, count }) => `${name} (${formatCount(count)})`)
  return `${shown.join(', ')}${named.length > 2 ? ` and ${named.length - 2} more` : ''}`
}

/** Spellings besides the one that stands in the title. */
export function otherSpellings({ value, spellings }: Pick<Cause, 'value' | 'spellings'>): readonly string[] {
  return spellings.flatMap((one) => (one.value === value ? [] : [`“${one.value}” ${formatCount(one.count)}`]))
}

export const cureWords: Readonly<Record<Cause['cures'][number], string>> = {
  addListValue: 'Add to the list',
  addSynonym: 'Add a synonym',
  setValue: 'Change the value',
  relaxRule: 'Relax the rule',
  skip: 'Skip the check',
  none: 'Check again',
  keep: 'Keep rejected',
}
