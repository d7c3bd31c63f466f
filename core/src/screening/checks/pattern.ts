import { RE2JS } from 're2js'
import { codeOf } from '../../lead/fields/codeOf.ts'
import { quoted } from '../../lead/fields/received.ts'
import type { Field } from '../../setup/campaign.ts'
import type { FieldCheck } from './fieldCheck.ts'

/**
 * The check for `pattern`: RE2 syntax (linear time, so no value can make it slow), matched against the whole value; each value
 * of a list. Throws when the pattern is none, which `checkCampaign` finds first.
 */
export function patternCheck(field: Field, pattern: string): FieldCheck {
  const compiled = RE2JS.compile(pattern)
  const code = codeOf(field.type)
  return (value) => {
    const texts = typeof value === 'object' ? value : [String(value)]
    const odd = texts.find((text) => !compiled.matches(text))
    return odd === undefined
      ? null
      : { code, why: `${quoted(odd)} is not of the form ${pattern}`, rule: `pattern ${pattern}`, suggestions: [] }
  }
}
