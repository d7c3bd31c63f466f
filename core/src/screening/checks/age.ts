import { ageOn } from '../../lead/fields/ageOn.ts'
import type { Field } from '../../setup/campaign.ts'
import type { FieldCheck } from './fieldCheck.ts'

const code = 'REJECT_LEAD_INVALID_DATE'

/** The checks for `minAge` and `maxAge`, in whole years on the day the lead came in. */
export function ageChecks({ minAge, maxAge }: Field): readonly FieldCheck[] {
  const checks: FieldCheck[] = []
  if (minAge !== undefined) {
    checks.push((value, { today }) => {
      const age = ageOn(String(value), today)
      const why = `${String(value)} makes an age of ${age}, below the lowest allowed, ${minAge}`
      return age < minAge ? { code, why, rule: `minimum age ${minAge}`, suggestions: [] } : null
    })
  }
  if (maxAge !== undefined) {
    checks.push((value, { today }) => {
      const age = ageOn(String(value), today)
      const why = `${String(value)} makes an age of ${age}, above the highest allowed, ${maxAge}`
      return age > maxAge ? { code, why, rule: `maximum age ${maxAge}`, suggestions: [] } : null
    })
  }
  return checks
}
