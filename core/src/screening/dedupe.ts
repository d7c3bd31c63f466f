import type { FieldValue, FieldValues } from '../lead/facts.ts'
import type { DedupeRule, Field } from '../setup/campaign.ts'
import { inWords } from '../text/inWords.ts'
import { labelOf } from './failure.ts'
import type { DedupeKey } from './screened.ts'

/**
 * Makes a duplicate rule concrete. The result is null for a lead in which one of the rule's fields has no value: nothing
 * equals nothing. Text is compared without case. `reference` is the campaign's; `checks` false: only to be found by others.
 */
export function compileDedupe(
  rule: DedupeRule,
  reference: string,
  fieldOf: (key: string) => Field | undefined,
  checks: boolean,
): (values: FieldValues) => DedupeKey | null {
  const fields = rule.fields.toSorted()
  const labels = rule.fields.map((key) => inSentence(labelOf(fieldOf(key) ?? { key })))
  const campaigns = campaignsOf(rule, reference)
  return (values) => {
    const parts: [string, FieldValue][] = []
    for (const key of fields) {
      const value = values[key]
      if (value === undefined) return null
      parts.push([key, canonical(value)])
    }
    const words = rule.fields.map((key, index) => `${labels[index] ?? key} ${shown(values[key])}`)
    const key = JSON.stringify(parts)
    return { key, checks, campaigns, days: rule.days, fields: rule.fields, words: inWords(words, 'and') }
  }
}

function campaignsOf({ scope }: DedupeRule, reference: string): DedupeKey['campaigns'] {
  if (scope === 'account') return 'all'
  return scope === 'campaign' ? [reference] : scope.campaigns
}

/** Does a rule of one campaign look at the leads of another? */
export function covers(rule: DedupeRule, ownReference: string, other: string): boolean {
  const campaigns = campaignsOf(rule, ownReference)
  return campaigns === 'all' || campaigns.includes(other)
}

function canonical(value: FieldValue): FieldValue {
  if (typeof value === 'string') return value.toLowerCase()
  return typeof value === 'object' ? value.map((part) => part.toLowerCase()).toSorted() : value
}

function shown(value: FieldValue | undefined): string {
  return typeof value === 'object' ? value.join(', ') : String(value)
}

/** "Vehicle make" -> "vehicle make", but "UTM source" stays. */
function inSentence(label: string): string {
  return /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)
}
