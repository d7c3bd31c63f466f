/** Filters whose values can be counted: those that take several values out of what the leads have. */
export const countedFilters = [
  'campaign',
  'supplier',
  'source',
  'country',
  'method',
  'status',
  'code',
  'sold',
  'deliveryStatus',
  'delivery',
  'buyer',
  'activity',
] as const
export type CountedFilter = (typeof countedFilters)[number]
