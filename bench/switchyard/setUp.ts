// Writes the bench's set-up into an empty workspace, through the API as anybody would.

import { campaignReference, supplierId } from '../load/leadBody.ts'
import type { Api } from './api.ts'
import { buyerId, campaign, deliveries, picklist, picklistKey, route, suppressionKey } from './campaign.ts'

const suppressedCount = 5_000

/** `buyerOrigin` null: leads are taken and checked, and go nowhere. */
export async function setUp(api: Api, buyerOrigin: string | null): Promise<void> {
  await api.put(`/v1/picklists/${picklistKey}`, picklist)
  await api.put(`/v1/suppression/${suppressionKey}`, { name: 'Do not contact' })
  await api.post(`/v1/suppression/${suppressionKey}/entries`, {
    entries: Array.from({ length: suppressedCount }, (_, index) => `never${index}@bench-mail.co.uk`),
  })
  await api.put(`/v1/suppliers/${supplierId}`, { name: 'Bench supplier' })
  await api.put(`/v1/buyers/${buyerId}`, { name: 'Bench buyer' })
  await api.put(`/v1/campaigns/${campaignReference}`, campaign)
  if (buyerOrigin === null) return
  for (const [key, delivery] of Object.entries(deliveries(buyerOrigin)))
    await api.put(`/v1/deliveries/${key}`, delivery)
  await api.put(`/v1/campaigns/${campaignReference}`, { ...campaign, route })
}
