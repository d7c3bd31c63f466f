// Names that filters and editors offer. Only read: set-up itself is written elsewhere.

import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { showCampaign } from '@switchyard/contract/campaigns/show.ts'
import { queryOptions } from '@tanstack/react-query'
import { send } from './send.ts'

export type SetupList = 'campaigns' | 'suppliers' | 'buyers' | 'deliveries'

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

export function campaignQuery(reference: string) {
  return queryOptions({
    queryKey: ['setup', 'campaigns', reference],
    queryFn: async ({ signal }) =>
      send<CampaignSetup>('GET', `/v1/campaigns/${encodeURIComponent(reference)}`, { signal }),
    staleTime: 60_000,
    retry: false,
  })
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
