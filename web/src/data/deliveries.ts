import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { showDeliveryHealth } from '@switchyard/contract/deliveries/health.ts'
import type { listDeliveries } from '@switchyard/contract/deliveries/list.ts'
import { queryOptions } from '@tanstack/react-query'
import { send } from './send.ts'
import type { DeliverySetup } from './setup.ts'

export type DeliveryHealth = OutputOf<typeof showDeliveryHealth>

const refreshMs = 10_000

/** Every delivery of the account, by key. */
export const allDeliveriesQuery = queryOptions({
  queryKey: ['setup', 'deliveries', 'all'],
  queryFn: async ({ signal }) => {
    const found: DeliverySetup[] = []
    let cursor: string | null = null
    do {
      const query: Record<string, string> = cursor === null ? {} : { cursor }
      const page: OutputOf<typeof listDeliveries> = await send('GET', '/v1/deliveries', { query, signal })
      found.push(...page.deliveries)
      cursor = page.nextCursor
    } while (cursor !== null)
    return found
  },
  staleTime: 30_000,
})

/** What waits for a delivery, and how its destination bears it. */
export function deliveryHealthQuery(key: string) {
  return queryOptions({
    queryKey: ['deliveryHealth', key],
    queryFn: async ({ signal }) =>
      send<DeliveryHealth>('GET', `/v1/deliveries/${encodeURIComponent(key)}/health`, { signal }),
    refetchInterval: refreshMs,
    retry: false,
  })
}
