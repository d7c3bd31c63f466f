import { checkOf } from '../causes/cures.ts'
import type { DispositionCode } from '../lead/disposition.ts'

/**
 * How a failure marks its cell. `error`: the value itself cannot stand. `warning`: the value is well formed, and something else refuses
 * the lead for it: a filter, a duplicate, a suppression list, a cap.
 */
export function severityOf(code: DispositionCode): 'error' | 'warning' {
  return checkOf(code) === 'fields' || code === 'REJECT_LEAD_UNSAFE_CONTENT' ? 'error' : 'warning'
}
