// Why a lead is where it is: one code, one sentence, and every failure that was found.

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
export type DispositionCode = (typeof dispositionCodes)[number]

/** One thing that is wrong with a lead. `message` is the whole sentence a person reads; the rest is for machines. */
export interface Failure {
  readonly code: DispositionCode
  /** Field key, or null when the failure is about the lead as a whole (cap, campaign, supplier). */
  readonly field: string | null
  /** The value as it was received, cut to 200 characters. */
  readonly value: string | null
  /** What said no: the check or rule in words, such as "max 2026" or "filter 2". */
  readonly rule: string | null
  /** Key of the picklist or suppression list concerned. */
  readonly list: string | null
  /** For example "Vehicle make: 'VW' is not in list Makes. Did you mean Volkswagen?" */
  readonly message: string
  readonly suggestions: readonly string[]
}

export interface Disposition {
  readonly code: DispositionCode
  /** The Custom Reason: all failures in words, joined by "; ". Null for a plain acceptance. */
  readonly reason: string | null
  readonly failures: readonly Failure[]
}

export const accepted: Disposition = { code: 'ACCEPT_LEAD', reason: null, failures: [] }

/** The first failure's code is the lead's code; all failures are kept (product.md section 3). */
export function rejectedFor(failures: readonly [Failure, ...Failure[]]): Disposition {
  return { code: failures[0].code, reason: failures.map((failure) => failure.message).join('; '), failures }
}
