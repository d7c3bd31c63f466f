// The counts of a summary as sums: what was received, and three ways of taking it apart that leave nothing out.

import type { CampaignSummary } from '../../data/campaigns.ts'
import type { Tone } from '../../ui/tone.ts'
import { countedLeads } from '../home/countedLeads.ts'
import { text } from './text.ts'

export interface CountPart {
  readonly label: string
  readonly count: number
  readonly tone: Tone
  /** What its leads are found with in the list; null where no filter finds them. */
  readonly search: Readonly<Record<string, string>> | null
  readonly meaning?: string
}

export interface CountRow {
  readonly title: string
  readonly total: CountPart
  /** Add up to the total. */
  readonly parts: readonly CountPart[]
}

/** `range`: the time frame as the leads list takes it in its URL. */
export function countRows(of: CampaignSummary, campaign: string, range: string): readonly CountRow[] {
  const part = (
    label: string,
    count: number,
    tone: Tone,
    filter: Readonly<Record<string, string>> | null,
    meaning?: string,
  ): CountPart => ({
    label,
    count,
    tone,
    search: filter === null ? null : leadsOf(campaign, range, filter),
    ...(meaning === undefined ? {} : { meaning }),
  })
  const total = part(text.received, of.received, 'neutral', {})
  const forSale = of.sold + of.unsold + of.returned + of.awaiting
  return [
    {
      title: text.byStatus,
      total,
      parts: [
        part(text.accepted, of.accepted, 'good', { status: 'accepted' }),
        part(text.rejected, of.rejected, 'bad', { status: 'rejected' }),
        part(text.quarantined, of.quarantined, 'warn', { status: 'quarantined' }),
        part(text.processing, of.processing, 'info', { status: 'processing' }),
        part(text.errored, of.errored, 'warn', { status: 'errored' }),
      ],
    },
    {
      title: text.byDelivery,
      total,
      parts: [
        part(text.delivered, of.delivered, 'good', { deliveryStatus: 'full' }),
        part(text.deliveryFailed, of.failed, 'bad', { deliveryStatus: 'fail,partial' }),
        part(text.underWay, of.underWay, 'info', { deliveryStatus: 'pending' }),
        part(text.undelivered, of.undelivered, 'neutral', { deliveryStatus: 'blank' }),
      ],
    },
    {
      title: text.bySale,
      total,
      parts: [
        part(text.sold, of.sold, 'good', { sold: 'sold' }),
        part(text.unsold, of.unsold, 'bad', { sold: 'unsold' }),
        part(text.returned, of.returned, 'violet', { sold: 'returned' }),
        part(text.awaiting, of.awaiting, 'info', { sold: 'pending' }),
        part(text.neverForSale, of.received - forSale, 'neutral', null, text.neverForSaleMeaning),
      ],
    },
  ]
}

/** The list of the live leads of a campaign that were received in a range, by what `filter` asks for. */
export function leadsOf(
  campaign: string,
  range: string,
  filter: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return { ...countedLeads('today', { campaign, ...filter }), date: range }
}
