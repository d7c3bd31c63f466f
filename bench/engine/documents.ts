// The set-up of the engine's benches: as many campaigns as are asked for, each with one delivery of the same key.

import { buyerId, campaign, deliveries, picklist, picklistKey, suppressionKey } from '../switchyard/campaign.ts'
import type { Api } from '../switchyard/api.ts'
import { supplierId } from '../load/leadBody.ts'

export interface Lane {
  /** Key of the campaign and of its delivery. */
  readonly key: string
  readonly url: string
  readonly concurrency?: number
  readonly timeoutMs?: number
  /** Over the delivery's document. */
  readonly more?: object
}

/** Into an empty workspace, or beside what is there. */
export async function setUpLanes(api: Api, lanes: readonly Lane[]): Promise<void> {
  await api.put(`/v1/picklists/${picklistKey}`, picklist)
  await api.put(`/v1/suppression/${suppressionKey}`, { name: 'Do not contact' })
  await api.put(`/v1/suppliers/${supplierId}`, { name: 'Bench supplier' })
  await api.put(`/v1/buyers/${buyerId}`, { name: 'Bench buyer' })
  // The campaign of the other benches without their second delivery, their route and its caps.
  const [pattern] = Object.values(deliveries('http://127.0.0.1'))
  for (const { key, url, concurrency = 16, timeoutMs = 5_000, more = {} } of lanes) {
    await api.put(`/v1/campaigns/${key}`, { ...campaign, name: key, dedupe: [] })
    const { rules: _, request, ...delivery } = pattern as { rules: object; request: object }
    await api.put(`/v1/deliveries/${key}`, {
      ...delivery,
      campaign: key,
      name: key,
      request: { ...request, url, timeoutMs },
      caps: [],
      concurrency,
      ...more,
    })
  }
}
