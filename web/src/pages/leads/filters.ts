// The filters of the leads list as data: the name is the API's parameter, in the URL of the page as well.

export const keyFilters = ['campaign', 'supplier', 'source', 'buyer', 'delivery', 'country', 'job', 'cause'] as const
export const choiceFilters = ['status', 'code', 'sold', 'deliveryStatus', 'method', 'activity', 'test'] as const
export const filterNames = [...keyFilters, ...choiceFilters] as const

/** Filled with keys that people made up (campaign references, supplier ids). */
export type KeyFilter = (typeof keyFilters)[number]
/** Filled from a fixed set of words. */
export type ChoiceFilter = (typeof choiceFilters)[number]
export type FilterName = (typeof filterNames)[number]

export const filterLabels: Readonly<Record<FilterName, string>> = {
  campaign: 'Campaign',
  supplier: 'Supplier',
  source: 'Source',
  buyer: 'Buyer',
  delivery: 'Delivery',
  country: 'Country',
  job: 'Job',
  cause: 'Cause',
  status: 'Lead status',
  code: 'Reason code',
  sold: 'Sold status',
  deliveryStatus: 'Delivery status',
  method: 'Method',
  activity: 'Lead activity',
  test: 'Test leads',
}

/** The words that each fixed set knows, and how a person reads them. Codes are kept in codeWords.ts. */
export const choices = {
  status: {
    accepted: 'Accepted',
    rejected: 'Rejected',
    quarantined: 'Quarantined',
    processing: 'Processing',
    errored: 'Errored',
  },
  sold: { sold: 'Sold', unsold: 'Unsold', returned: 'Returned', pending: 'Awaiting buyer' },
  deliveryStatus: { full: 'Full', partial: 'Partial', fail: 'Fail', blank: 'Blank', pending: 'Under way' },
  method: {
    api: 'API',
    form: 'Form',
    import: 'Import',
    manual: 'Typed in',
    transfer: 'Transfer',
    upstream: 'Another Switchyard',
  },
  activity: {
    edited: 'Edited',
    redelivered: 'Redelivered',
    returned: 'Returned',
    resubmitted: 'Resubmitted',
    released: 'Released',
    unsubscribed: 'Unsubscribed',
    resubscribed: 'Resubscribed',
    moneyUpdated: 'Money updated',
    joinedResponder: 'Joined responder',
    feedbackReceived: 'Feedback received',
    opened: 'Opened',
    clicked: 'Clicked',
  },
  test: { true: 'Test leads only', false: 'No test leads' },
} as const satisfies Partial<Record<ChoiceFilter, Readonly<Record<string, string>>>>
