// What a column of a file can hold. A target is the key of a field, a word that begins with @, or the heading of a column of the
// platform's own that is only compared.

/** Columns of a download that say how a lead stands: whoever edits them changes nothing. */
export const comparedHeadings = [
  'Campaign',
  'Supplier',
  'Source',
  'Method',
  'Received At',
  'Updated At',
  'Lead Status',
  'Disposition Code',
  'Custom Reason',
] as const
export type ComparedHeading = (typeof comparedHeadings)[number]

/** Further columns that a download can have; nothing is done with them. */
export const ignoredHeadings: readonly string[] = [
  'Country',
  'Summary',
  'Sold',
  'Sold Reason',
  'Delivery Status',
  'Buyers',
  'Revenue',
  'Payout',
  'Currency',
  'Duplicate Of',
  'Test',
]

/** By heading of a download, spelled as it spells it: what the column holds. */
export const platformTargets: Readonly<Record<string, string>> = {
  LeadID: '@leadId',
  Revision: '@revision',
  Supplier: '@supplier',
  Source: '@source',
  'External ID': '@externalId',
  'Email Consent': '@consent.email',
  'SMS Consent': '@consent.sms',
  Campaign: 'Campaign',
  Method: 'Method',
  'Received At': 'Received At',
  'Updated At': 'Updated At',
  'Lead Status': 'Lead Status',
  'Disposition Code': 'Disposition Code',
  'Custom Reason': 'Custom Reason',
}

/** Text without case, spaces and punctuation, as headings are compared. */
export function plainHeading(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
