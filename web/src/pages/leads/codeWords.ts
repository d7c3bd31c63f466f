// Disposition codes in short words, for filters and pills. The full reason always comes from the server.

import type { LeadRow } from '../../data/leadTypes.ts'

type Code = LeadRow['disposition']['code']

export const codeWords: Readonly<Record<Code, string>> = {
  ACCEPT_LEAD: 'Accepted',
  ACCEPT_LEAD_AFTER_FIX: 'Accepted after a fix',
  ACCEPT_LEAD_OVERRIDE: 'Accepted by override',
  REJECT_LEAD_INVALID_EMAIL: 'Invalid email',
  REJECT_LEAD_INVALID_PHONE: 'Invalid phone',
  REJECT_LEAD_INVALID_LIST_VALUE: 'Value not in list',
  REJECT_LEAD_DISALLOWED_LIST_VALUE: 'List value not allowed',
  REJECT_LEAD_MISSING_REQUIRED_FIELD: 'Required field missing',
  REJECT_LEAD_INVALID_NUMBER: 'Invalid number',
  REJECT_LEAD_INVALID_DATE: 'Invalid date',
  REJECT_LEAD_INVALID_FORMAT: 'Invalid format',
  REJECT_LEAD_UNSAFE_CONTENT: 'Unsafe content',
  REJECT_LEAD_FILTER: 'Filtered',
  REJECT_LEAD_SUPPRESSED: 'Suppressed',
  REJECT_LEAD_DUPLICATE: 'Duplicate',
  REJECT_LEAD_OVER_CAP: 'Over cap',
  REJECT_LEAD_SUPPLIER_NOT_AUTHORISED: 'Supplier not authorised',
  REJECT_LEAD_CAMPAIGN_NOT_ACTIVE: 'Campaign not active',
  REJECT_LEAD_NO_CONSENT: 'No consent',
  REJECT_LEAD_OUTSIDE_CHECK: 'Outside check',
  REJECT_LEAD_DESTINATION: 'Refused by the buyer',
  REJECT_LEAD_RETURNED: 'Returned',
  REJECT_LEAD_REVIEW: 'Rejected in review',
  ERROR_CHECKING: 'Our error while checking',
  ERROR_OUTSIDE_CHECK: 'Outside check unavailable',
}

export function isCode(text: string): text is Code {
  return Object.hasOwn(codeWords, text)
}
