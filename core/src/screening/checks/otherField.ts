import { codeOf } from '../../lead/fields/codeOf.ts'
import { quoted } from '../../lead/fields/received.ts'
import type { FieldValue } from '../../lead/facts.ts'
import type { Field } from '../../setup/campaign.ts'
import { labelOf } from '../failure.ts'
import type { FieldCheck } from './fieldCheck.ts'

/** The check for `equalTo`: the normalised values are the same, text without case. A missing other value is not the same. */
export function equalToCheck(field: Field, other: Field): FieldCheck {
  const code = codeOf(field.type)
  const rule = `equal to ${other.key}`
  return (value, { values }) => {
    const theirs = values[other.key]
    if (same(value, theirs)) return null
    const why = `${quoted(value)} is not the same as ${labelOf(other)}, ${theirs === undefined ? 'which has no value' : quoted(theirs)}`
    return { code, why, rule, suggestions: [] }
  }
}

/** The check for `notEqualTo`. */
export function notEqualToCheck(field: Field, other: Field): FieldCheck {
  const code = codeOf(field.type)
  const rule = `not equal to ${other.key}`
  return (value, { values }) =>
    same(value, values[other.key])
      ? { code, why: `${quoted(value)} is the same as ${labelOf(other)}, but must differ`, rule, suggestions: [] }
      : null
}

function same(one: FieldValue, other: FieldValue | undefined): boolean {
  return other !== undefined && String(one).toLowerCase() === String(other).toLowerCase()
}
