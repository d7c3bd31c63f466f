import { canMoveLead } from '@switchyard/core/lead/transitions.ts'
import type { LeadStatus } from '@switchyard/core/lead/states.ts'

/** Whether a lead that is checked again may end as `to`: it stays, moves there directly, or by way of being processed once more. */
export function mayEndAs(from: LeadStatus, to: LeadStatus): boolean {
  if (from === to || canMoveLead(from, to)) return true
  return canMoveLead(from, 'processing') && canMoveLead('processing', to)
}
