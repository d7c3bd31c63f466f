import { quoted } from '../../lead/fields/received.ts'
import type { Field } from '../../setup/campaign.ts'
import { cleanLine } from '../../text/cleanText.ts'
import { inWords } from '../../text/inWords.ts'
import { compileSuggestions } from '../../text/suggest.ts'
import type { FieldCheck } from './fieldCheck.ts'

const shownValues = 6

/** The checks for `allowed` and `disallowed` of fields that are no picklists (those carry them in their list). Without case. */
export function valueChecks(field: Field): readonly FieldCheck[] {
  const checks: FieldCheck[] = []
  if (field.allowed) checks.push(allowedCheck(field.allowed.map(String)))
  if (field.disallowed.length > 0) checks.push(disallowedCheck(field.disallowed.map(String)))
  return checks
}

function allowedCheck(values: readonly string[]): FieldCheck {
  const known = new Set(values.map(spell))
  const suggest = compileSuggestions(values)
  const listed = values.length > shownValues ? `${values.slice(0, shownValues).join(', ')} …` : inWords(values, 'or')
  return (value) => {
    const text = String(value)
    if (known.has(spell(text))) return null
    const why = `${quoted(value)} is not one of the allowed values (${listed})`
    return { code: 'REJECT_LEAD_INVALID_LIST_VALUE', why, rule: 'allowed values', suggestions: suggest(text) }
  }
}

function disallowedCheck(values: readonly string[]): FieldCheck {
  const refused = new Set(values.map(spell))
  return (value) =>
    refused.has(spell(String(value)))
      ? {
          code: 'REJECT_LEAD_DISALLOWED_LIST_VALUE',
          why: `${quoted(value)} is not allowed in this campaign`,
          rule: 'disallowed values',
          suggestions: [],
        }
      : null
}

function spell(text: string): string {
  return cleanLine(text).toLowerCase()
}
