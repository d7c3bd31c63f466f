// Names that filters and editors offer. Only read: set-up itself is written elsewhere.

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { listCampaigns } from '@switchyard/contract/campaigns/list.ts'
import type { showCampaign } from '@switchyard/contract/campaigns/show.ts'
import type { listDeliveries } from '@switchyard/contract/deliveries/list.ts'
import type { showDelivery } from '@switchyard/contract/deliveries/show.ts'
import type { showPicklist } from '@switchyard/contract/picklists/show.ts'
import { queryOptions } from '@tanstack/react-query'
import { send } from './send.ts'

export type SetupList = 'campaigns' | 'suppliers' | 'buyers' | 'deliveries' | 'suppression'

/** Which property of a document is its key. */
const keyNames = ['reference', 'key', 'sid', 'bid'] as const

/** The keys of all documents of one kind, sorted. */
export function setupKeysQuery(list: SetupList) {
  return queryOptions({
    queryKey: ['setup', list],
    queryFn: async ({ signal }) => {
      const answer = await send<Readonly<Record<string, unknown>>>('GET', `/v1/${list}`, { signal })
      const documents = answer[list]
      const found = Array.isArray(documents) ? documents.flatMap(keyOf) : []
      return found.toSorted((a, b) => a.localeCompare(b))
    },
    staleTime: 60_000,
    retry: false,
  })
}

export type CampaignSetup = OutputOf<typeof showCampaign>

export const campaignsQuery = queryOptions({
  queryKey: ['setup', 'campaigns', 'all'],
  queryFn: async ({ signal }) =>
    (await send<OutputOf<typeof listCampaigns>>('GET', '/v1/campaigns', { signal })).campaigns,
  staleTime: 60_000,
  retry: false,
})

export function campaignQuery(reference: string) {
  return queryOptions({
    queryKey: ['setup', 'campaigns', reference],
    queryFn: async ({ signal }) =>
      send<CampaignSetup>('GET', `/v1/campaigns/${encodeURIComponent(reference)}`, { signal }),
    staleTime: 60_000,
    retry: false,
  })
}

export type DeliverySetup = OutputOf<typeof showDelivery>

/** The deliveries of one campaign, by key. */
export function deliveriesQuery(campaign: string) {
  return queryOptions({
    queryKey: ['setup', 'deliveries', 'of', campaign],
    queryFn: async ({ signal }) =>
      (await send<OutputOf<typeof listDeliveries>>('GET', '/v1/deliveries', { query: { campaign }, signal }))
        .deliveries,
    staleTime: 30_000,
    retry: false,
  })
}

export async function readDelivery(key: string): Promise<DeliverySetup> {
  return send<DeliverySetup>('GET', deliveryPath(key))
}

/** Throws ApiProblem 409 `version_conflict` when somebody wrote it since it was read. */
export async function writeDelivery(delivery: DeliverySetup): Promise<DeliverySetup> {
  const { version, updatedAt: _at, updatedBy: _by, ...body } = delivery
  const headers = { 'if-match': `"${version}"` }
  return send<DeliverySetup>('PUT', deliveryPath(delivery.key), { body, headers })
}

export function picklistQuery(key: string) {
  return queryOptions({
    queryKey: ['setup', 'picklists', key],
    queryFn: async ({ signal }) =>
      send<OutputOf<typeof showPicklist>>('GET', `/v1/picklists/${encodeURIComponent(key)}`, { signal }),
    staleTime: 60_000,
    retry: false,
  })
}

function deliveryPath(key: string): string {
  return `/v1/deliveries/${encodeURIComponent(key)}`
}

function keyOf(document: unknown): string[] {
  if (typeof document !== 'object' || document === null) return []
  const entries = new Map<string, unknown>(Object.entries(document))
  return keyNames
    .flatMap((name) => {
      const key = entries.get(name)
      return typeof key === 'string' ? [key] : []
    })
    .slice(0, 1)
}
