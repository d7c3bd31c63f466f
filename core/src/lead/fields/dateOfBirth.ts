import type { Field } from '../../setup/campaign.ts'
import { ageOn } from './ageOn.ts'
import { parseDate } from './date.ts'
import { type FieldContext, type Parsed, refused } from './parsed.ts'

const oldestYears = 120

/** A date as `parseDate` reads it that someone living can be born on: not after the context's today, at most 120 years ago. */
export function parseDateOfBirth(raw: unknown, field: Pick<Field, 'dateOrder'>, context: FieldContext): Parsed<string> {
  const date = parseDate(raw, field, context)
  if (!date.ok) return date
  if (date.value > context.today) return refused('REJECT_LEAD_INVALID_DATE', `${date.value} is in the future`)
  const age = ageOn(date.value, context.today)
  if (age > oldestYears) {
    return refused('REJECT_LEAD_INVALID_DATE', `${date.value} is ${age} years ago, more than ${oldestYears}`)
  }
  return date
}
