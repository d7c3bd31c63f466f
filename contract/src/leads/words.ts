// The fixed sets of words in leads. They stand for those of the core, which the server's tests compare them with.

export const leadStatuses = ['processing', 'accepted', 'rejected', 'quarantined', 'errored'] as const
export const soldStates = ['pending', 'sold', 'unsold', 'returned'] as const
export const deliveryStatuses = ['pending', 'full', 'partial', 'fail', 'blank'] as const
export const methods = ['api', 'form', 'import', 'manual', 'transfer', 'upstream'] as const
export const consentStates = ['yes', 'no', 'unknown'] as const

export const dispatchStates = [
  'queued',
  'held',
  'sending',
  'pending',
  'accepted',
  'rejected',
  'failed',
  'review',
  'skipped',
  'expired',
  'cancelled',
] as const

export const attemptOutcomes = [
  'accepted',
  'rejected',
  'duplicate',
  'throttled',
  'retryable',
  'permanent',
  'not_sent',
  'unknown',
  'unrecognised',
  'pending',
] as const

/** What has been done with a lead since it came in. */
export const activities = [
  'edited',
  'redelivered',
  'returned',
  'resubmitted',
  'released',
  'unsubscribed',
  'resubscribed',
  'moneyUpdated',
  'joinedResponder',
  'feedbackReceived',
  'opened',
  'clicked',
] as const

export const dispositionCodes = [
  'ACCEPT_LEAD',
  'ACCEPT_LEAD_AFTER_FIX',
  'ACCEPT_LEAD_OVERRIDE',
  'REJECT_LEAD_INVALID_EMAIL',
  'REJECT_LEAD_INVALID_PHONE',
  'REJECT_LEAD_INVALID_LIST_VALUE',
  'REJECT_LEAD_DISALLOWED_LIST_VALUE',
  'REJECT_LEAD_MISSING_REQUIRED_FIELD',
  'REJECT_LEAD_INVALID_NUMBER',
  'REJECT_LEAD_INVALID_DATE',
  'REJECT_LEAD_INVALID_FORMAT',
  'REJECT_LEAD_UNSAFE_CONTENT',
  'REJECT_LEAD_FILTER',
  'REJECT_LEAD_SUPPRESSED',
  'REJECT_LEAD_DUPLICATE',
  'REJECT_LEAD_OVER_CAP',
  'REJECT_LEAD_SUPPLIER_NOT_AUTHORISED',
  'REJECT_LEAD_CAMPAIGN_NOT_ACTIVE',
  'REJECT_LEAD_NO_CONSENT',
  'REJECT_LEAD_OUTSIDE_CHECK',
  'REJECT_LEAD_DESTINATION',
  'REJECT_LEAD_RETURNED',
  'REJECT_LEAD_REVIEW',
  'ERROR_CHECKING',
  'ERROR_OUTSIDE_CHECK',
] as const
