// What the platform's own columns of an exported file are called.

/** In every file that does not name its columns, in this order. */
export const standardExportHeadings = [
  'LeadID',
  'Campaign',
  'Supplier',
  'Source',
  'Method',
  'Received At',
  'Updated At',
  'Lead Status',
  'Disposition Code',
  'Custom Reason',
  'Revision',
] as const

/** On request. */
export const furtherExportHeadings = [
  'External ID',
  'Country',
  'Summary',
  'Sold',
  'Sold Reason',
  'Delivery Status',
  'Buyers',
  'Revenue',
  'Payout',
  'Currency',
  'Email Consent',
  'SMS Consent',
  'Duplicate Of',
  'Test',
] as const
