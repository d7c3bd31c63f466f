// What the campaign page shows, as its URL says it.

import { isRange, toInstants } from '../leads/timeRange.ts'

export const campaignTabs = ['summary', 'lists', 'alerts', 'preflight', 'setup'] as const
export type CampaignTab = (typeof campaignTabs)[number]

export interface CampaignSearch {
  readonly tab?: CampaignTab
  /** See timeRange.ts. */
  readonly date?: string
  /** `download`: what the page opens with. */
  readonly do?: 'download'
}

export const usualRange = '-7d..now'

/** What is not understood is left out. */
export function parseCampaignSearch(raw: Readonly<Record<string, unknown>>): CampaignSearch {
  const tab = campaignTabs.find((known) => known === raw['tab'])
  const { date } = raw
  return {
    ...(tab && tab !== 'summary' && { tab }),
    ...(typeof date === 'string' && isBounded(date) && date !== usualRange && { date }),
    ...(raw['do'] === 'download' && { do: 'download' as const }),
  }
}

/** Counts begin somewhere: a range without a beginning has no first day to draw. */
function isBounded(range: string): boolean {
  return isRange(range) && toInstants(range, new Date(0), 'UTC')?.from !== null
}
