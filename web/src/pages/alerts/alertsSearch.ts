// What the alerts page shows, as its URL says it.

export const alertTabs = ['open', 'ended', 'messages', 'settings'] as const
export type AlertTab = (typeof alertTabs)[number]

export interface AlertsSearch {
  readonly tab?: AlertTab
}

/** What is not understood is left out. */
export function parseAlertsSearch(raw: Readonly<Record<string, unknown>>): AlertsSearch {
  const tab = alertTabs.find((known) => known === raw['tab'])
  return tab === undefined || tab === 'open' ? {} : { tab }
}
