import type { Failure } from '../lead/disposition.ts'
import type { FieldValue } from '../lead/facts.ts'
import { plain } from '../lead/fields/received.ts'
import type { FieldType } from '../setup/campaign.ts'
import { cleanLine } from '../text/cleanText.ts'
import { findUnstorable } from '../text/unstorable.ts'
import { fieldFailure, missingFailure, noConsentFailure } from './failure.ts'
import type { FieldReading, Readings } from './readFields.ts'

// Their values are no text, so a text that did not pass cannot stand in for one.
const typed = new Set<FieldType>(['number', 'integer', 'boolean', 'consent', 'picklistAny', 'picklistAll'])

export interface Judged {
  /** All that is wrong, in the order of the fields. */
  readonly failures: readonly Failure[]
  /** Keys of the fields that had a value which did not pass its type. */
  readonly invalid: readonly string[]
}

/**
 * Judges every field of a lead. With `waived`, failures of field checks are dropped, and a text that did not pass its type
 * stays in `readings.values` as it was received, so that a lead let through by hand is delivered with it. Missing consent and
 * text that cannot be stored are never waived.
 */
export function judgeFields(readings: Readings, today: string, waived: boolean): Judged {
  const failures: Failure[] = []
  const invalid: string[] = []
  for (const reading of readings.all) {
    const { field } = reading.compiled
    if (reading.parsed && !reading.parsed.ok) invalid.push(field.key)
    const consentNeeded = field.type === 'consent' && field.required
    if (consentNeeded) {
      if (!(reading.parsed?.ok && reading.parsed.value === 'yes')) failures.push(noConsentFailure(field, reading.raw))
      continue
    }
    if (waived && !isUnstorable(reading.raw)) {
      if (reading.parsed && !reading.parsed.ok) keepAsReceived(reading, readings.values)
      continue
    }
    failures.push(...fieldFailures(reading, readings, today))
  }
  return { failures, invalid }
}

function fieldFailures(
  { compiled, raw, parsed }: FieldReading,
  { values }: Readings,
  today: string,
): readonly Failure[] {
  const { field, checks } = compiled
  if (parsed === null) return field.required ? [missingFailure(field, raw)] : []
  if (!parsed.ok) return [fieldFailure(field, raw, { ...parsed, rule: field.type })]
  const { value } = parsed
  return checks.flatMap((check) => {
    const finding = check(value, { values, today })
    return finding === null ? [] : [fieldFailure(field, raw, finding)]
  })
}

function keepAsReceived({ compiled, raw }: FieldReading, values: Record<string, FieldValue>): void {
  if (typed.has(compiled.field.type)) return
  const text = cleanLine(plain(raw))
  if (text !== '') values[compiled.field.key] = text
}

function isUnstorable(raw: unknown): boolean {
  return findUnstorable(plain(raw)) !== null
}
