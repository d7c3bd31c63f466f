// The cure that a cause most likely needs, one click away.

import type { Cause } from '../../data/causes.ts'
import { isUnrecognised } from './causeWords.ts'
import type { CauseSearch } from './resolveSearch.ts'
import { text } from './text.ts'

export type QuickCure = { readonly label: string } & (
  | {
      /** Opens the cause with that cure filled in and previewed: nothing is done by it. */
      readonly kind: 'cure'
      readonly search: CauseSearch
      /** Why it is offered: "Did you mean “Volkswagen”? A usual misspelling, likely." Null: nothing was guessed. */
      readonly guess: string | null
    }
  /** Every lead needs a value of its own. */
  | { readonly kind: 'grid' }
  /** The lead on whose page the answer is made a rule. */
  | { readonly kind: 'rule'; readonly leadId: string }
)

const sureness = { high: 'likely', medium: 'perhaps', low: 'a guess' } as const

/** Null where nothing can be offered before somebody has looked. */
export function quickCure(cause: Cause): QuickCure | null {
  const [best] = cause.suggestions
  const guess = best ? `Did you mean “${best.value}”? ${sentence(best.why)}, ${sureness[best.confidence]}.` : null
  if (best && cause.cures.includes('addSynonym') && cause.value !== null) {
    const label = `“${cause.value}” means “${best.value}”`
    return { kind: 'cure', label, search: { cure: 'addSynonym', to: best.value }, guess }
  }
  if (best && cause.cures.includes('setValue')) {
    return { kind: 'cure', label: `Change to “${best.value}”`, search: { cure: 'setValue', to: best.value }, guess }
  }
  if (cause.cures.includes('addListValue')) {
    const label = `Add to ${cause.picklist?.name ?? 'the list'}`
    return { kind: 'cure', label, search: { cure: 'addListValue' }, guess: null }
  }
  const proposed = cause.relax?.proposed ?? null
  if (proposed !== null) {
    const search = { cure: 'relaxRule', to: String(proposed) }
    return { kind: 'cure', label: `Relax to ${proposed}`, search, guess: null }
  }
  if (cause.kind === 'destination') {
    const [newest] = cause.examples
    if (isUnrecognised(cause) && newest) return { kind: 'rule', label: text.makeRule, leadId: newest.leadId }
    return { kind: 'cure', label: 'Change and send again', search: { cure: 'setValue' }, guess: null }
  }
  return cause.cures.includes('setValue') ? { kind: 'grid', label: text.grid } : null
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
