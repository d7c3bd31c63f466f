import { codeOf } from '../../lead/fields/codeOf.ts'
import { quoted } from '../../lead/fields/received.ts'
import type { Field } from '../../setup/campaign.ts'
import { findProfanity } from '../../text/findProfanity.ts'
import { ageChecks } from './age.ts'
import type { FieldCheck } from './fieldCheck.ts'
import { equalToCheck, notEqualToCheck } from './otherField.ts'
import { patternCheck } from './pattern.ts'
import { rangeChecks } from './range.ts'
import { valueChecks } from './values.ts'

const picklistTypes = new Set(['picklist', 'picklistAny', 'picklistAll'])

/** All checks of a field on its normalised value, ready for many leads. `fieldOf` finds the field that equalTo names. */
export function compileChecks(field: Field, fieldOf: (key: string) => Field | undefined): readonly FieldCheck[] {
  const equal = field.equalTo === undefined ? undefined : fieldOf(field.equalTo)
  const different = field.notEqualTo === undefined ? undefined : fieldOf(field.notEqualTo)
  const listed = picklistTypes.has(field.type) && field.picklist !== undefined
  return [
    ...rangeChecks(field),
    ...ageChecks(field),
    ...(field.pattern === undefined ? [] : [patternCheck(field, field.pattern)]),
    ...(listed ? [] : valueChecks(field)),
    ...(field.profanity ? [profanityCheck(field)] : []),
    ...(equal ? [equalToCheck(field, equal)] : []),
    ...(different ? [notEqualToCheck(field, different)] : []),
  ]
}

function profanityCheck(field: Field): FieldCheck {
  const code = codeOf(field.type)
  return (value) => {
    const word = findProfanity(String(value))
    return word === null
      ? null
      : { code, why: `${quoted(value)} holds the word '${word}'`, rule: 'profanity', suggestions: [] }
  }
}
