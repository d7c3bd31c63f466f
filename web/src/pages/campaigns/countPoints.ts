// The spans of a campaign's counts, named as a person names them.

import type { CampaignCounts } from '../../data/campaigns.ts'
import { leadsOf } from './countRows.ts'

export interface CountPoint {
  /** "Mon 16 Nov", "09:00". */
  readonly label: string
  /** "16 Nov", "09:00": where there is little room. */
  readonly shortLabel: string
  /** ISO 8601; not the same for two of them. */
  readonly from: string
  /** What its leads are found with in the list. */
  readonly search: Readonly<Record<string, string>>
  readonly received: number
  readonly accepted: number
  readonly rejected: number
  readonly sold: number
}

export function countPoints(counts: CampaignCounts, campaign: string): readonly CountPoint[] {
  const { timezone, by } = counts
  const formatOf = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: timezone, ...options })
  const hour = formatOf({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const long = by === 'day' ? formatOf({ weekday: 'short', day: 'numeric', month: 'short' }) : hour
  const short = by === 'day' ? formatOf({ day: 'numeric', month: 'short' }) : hour
  return counts.points.map(({ from, to, ...point }) => ({
    ...point,
    from,
    label: long.format(new Date(from)).replace(',', ''),
    shortLabel: short.format(new Date(from)),
    search: leadsOf(campaign, `${from}..${to}`),
  }))
}
