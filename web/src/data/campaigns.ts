import type { campaignCounts } from '@switchyard/contract/campaigns/counts.ts'
import type { downloadLeads as downloadEndpoint } from '@switchyard/contract/campaigns/download.ts'
import type { campaignSummary } from '@switchyard/contract/campaigns/summary.ts'
import type { BodyInput, OutputOf } from '@switchyard/contract/endpoint.ts'
import type { showCampaigns } from '@switchyard/contract/home/campaigns.ts'
import type { historyOf } from '@switchyard/contract/setup/history/list.ts'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Job } from './jobs.ts'
import { send } from './send.ts'

export type CampaignToday = OutputOf<typeof showCampaigns>['campaigns'][number]
export type CampaignSummary = OutputOf<typeof campaignSummary>
export type CampaignCounts = OutputOf<typeof campaignCounts>
export type DownloadRequest = BodyInput<typeof downloadEndpoint>

/** A time frame under a name that stays the same while "now" moves on. */
export interface Frame {
  /** "-7d..now" */
  readonly range: string
  readonly timezone: string
  /** Its instants as of now; ISO 8601, the second not included; null: open. */
  readonly instants: () => { readonly from: string | null; readonly to: string | null }
}

/** Every campaign, by reference; the day is that of `timezone`. */
export function campaignsTodayQuery(timezone: string) {
  return queryOptions({
    queryKey: ['campaignsToday', timezone],
    queryFn: async ({ signal }) =>
      send<OutputOf<typeof showCampaigns>>('GET', '/v1/home/campaigns', { query: { timezone }, signal }),
    placeholderData: keepPreviousData,
  })
}

export function campaignSummaryQuery(reference: string, frame: Frame) {
  return queryOptions({
    queryKey: ['campaignSummary', reference, frame.range, frame.timezone],
    queryFn: async ({ signal }) =>
      send<CampaignSummary>('GET', `${campaignPath(reference)}/summary`, { query: spanOf(frame), signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

export function campaignCountsQuery(reference: string, frame: Frame) {
  return queryOptions({
    queryKey: ['campaignCounts', reference, frame.range, frame.timezone],
    queryFn: async ({ signal }) => {
      const query = { ...spanOf(frame), timezone: frame.timezone }
      return send<CampaignCounts>('GET', `${campaignPath(reference)}/counts`, { query, signal })
    },
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** The versions of its document, newest first, page by page. */
export function campaignHistoryQuery(reference: string) {
  return infiniteQueryOptions({
    queryKey: ['setup', 'campaigns', reference, 'history'],
    queryFn: async ({ pageParam, signal }) =>
      send<OutputOf<typeof historyOf.campaign>>('GET', `${campaignPath(reference)}/history`, {
        query: pageParam === null ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })
}

/** Makes a job that writes the file. */
export async function downloadLeads(reference: string, request: DownloadRequest): Promise<Job> {
  return send<Job>('POST', `${campaignPath(reference)}/download`, { body: request })
}

function spanOf(frame: Frame): Readonly<Record<string, string>> {
  const { from, to } = frame.instants()
  return { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) }
}

function campaignPath(reference: string): string {
  return `/v1/campaigns/${encodeURIComponent(reference)}`
}
