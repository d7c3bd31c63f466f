import type { FieldValues } from '../lead/facts.ts'
import type { ConsentState } from '../lead/states.ts'
import type { Field } from '../setup/campaign.ts'
import type { ScreeningInput } from './screened.ts'

/**
 * The consent of one channel: what came with the lead and what its consent fields of this channel say. One no is a no,
 * whatever else was sent; unknown only when nobody said anything.
 */
export function consentOf(
  channel: 'email' | 'sms',
  sent: ScreeningInput['consent'],
  consentFields: readonly Field[],
  values: FieldValues,
): ConsentState {
  let state: ConsentState = sent[channel] ?? 'unknown'
  for (const field of consentFields) {
    if (field.channel !== channel || state === 'no') continue
    const said = values[field.key]
    if (said === 'yes' || said === 'no') state = said
  }
  return state
}
