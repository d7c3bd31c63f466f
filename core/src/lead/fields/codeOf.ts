import type { FieldType } from '../../setup/campaign.ts'
import type { DispositionCode } from '../disposition.ts'

const codes: Readonly<Partial<Record<FieldType, DispositionCode>>> = {
  email: 'REJECT_LEAD_INVALID_EMAIL',
  phone: 'REJECT_LEAD_INVALID_PHONE',
  date: 'REJECT_LEAD_INVALID_DATE',
  dateOfBirth: 'REJECT_LEAD_INVALID_DATE',
  number: 'REJECT_LEAD_INVALID_NUMBER',
  integer: 'REJECT_LEAD_INVALID_NUMBER',
  money: 'REJECT_LEAD_INVALID_NUMBER',
  picklist: 'REJECT_LEAD_INVALID_LIST_VALUE',
  picklistAny: 'REJECT_LEAD_INVALID_LIST_VALUE',
  picklistAll: 'REJECT_LEAD_INVALID_LIST_VALUE',
}

/** The code of a value that is well formed but fails a check of its field: what kind of value is bad. */
export function codeOf(type: FieldType): DispositionCode {
  return codes[type] ?? 'REJECT_LEAD_INVALID_FORMAT'
}
