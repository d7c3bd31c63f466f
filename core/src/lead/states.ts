// The words for where a lead, a dispatch and an attempt can be. Shown as word + icon + colour, stored as these strings.

export const leadStatuses = ['processing', 'accepted', 'rejected', 'quarantined', 'errored'] as const
export type LeadStatus = (typeof leadStatuses)[number]

export const soldStates = ['pending', 'sold', 'unsold', 'returned'] as const
/** `null`: the lead was never routed, or went only to deliveries without a buyer. */
export type Sold = (typeof soldStates)[number] | null

export const deliveryStatuses = ['pending', 'full', 'partial', 'fail', 'blank'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

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
export type DispatchState = (typeof dispatchStates)[number]

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
export type AttemptOutcome = (typeof attemptOutcomes)[number]

export const consentStates = ['yes', 'no', 'unknown'] as const
export type ConsentState = (typeof consentStates)[number]

export const methods = ['api', 'form', 'import', 'manual', 'transfer', 'upstream'] as const
/** The way a lead came in. */
export type Method = (typeof methods)[number]
