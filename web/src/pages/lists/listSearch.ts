// Which part of a list's page is shown, as its URL says it.

export const picklistTabs = ['values', 'unknown', 'used', 'history'] as const
export type PicklistTab = (typeof picklistTabs)[number]
export const mapperTabs = ['codes', 'used', 'history'] as const
export type MapperTab = (typeof mapperTabs)[number]

export interface PicklistSearch {
  readonly tab?: PicklistTab
}

export interface MapperSearch {
  readonly tab?: MapperTab
}

/** What is not understood is left out. */
export function parsePicklistSearch(raw: Readonly<Record<string, unknown>>): PicklistSearch {
  const tab = picklistTabs.find((known) => known === raw['tab'])
  return tab === undefined ? {} : { tab }
}

export function parseMapperSearch(raw: Readonly<Record<string, unknown>>): MapperSearch {
  const tab = mapperTabs.find((known) => known === raw['tab'])
  return tab === undefined ? {} : { tab }
}
