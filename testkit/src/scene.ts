// A campaign with deliveries of its own, so that tests that share a server do not share leads, caps or counts.

import { putCampaign } from '@switchyard/contract/campaigns/put.ts'

import type { TestApp } from './app.ts'
import {
  addDelivery,
  campaignDocument,
  deliveryDocument,
  type CampaignInput,
  type DeliveryInput,
} from './autoWarranty.ts'
import { goodLead } from './autoWarranty.ts'
import { detailOf, postLead, type LeadDetail, type Posted } from './postLead.ts'

export interface SceneOptions {
  readonly campaign?: Partial<CampaignInput>
  /** By key, in the order of the route. A string is the buyer's address, everything else as in `deliveryDocument`. */
  readonly deliveries: Readonly<Record<string, SceneDelivery>>
  /** Over all of `deliveries`; left out: the campaign has no route and every delivery gets the lead. */
  readonly route?: { readonly kind: 'priority'; readonly maxSales: number } | { readonly kind: 'broadcast' }
}

export type SceneDelivery = Partial<DeliveryInput> & {
  readonly url: string
  readonly timeoutMs?: number
}

export interface Scene {
  readonly campaign: string
  send(
    fields?: Readonly<Record<string, unknown>>,
    more?: { readonly test?: boolean; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<Posted>
  /** Sends, waits for settlement (20 s at most), answers all that is known then. */
  settle(fields?: Readonly<Record<string, unknown>>, more?: { readonly test?: boolean }): Promise<LeadDetail>
  /** Writes a delivery again, changed. */
  change(key: string, more: Partial<DeliveryInput>): Promise<void>
}

/** Needs the lists, buyers and supplier of `setUpAutoWarranty`. Deliveries are active at once. */
export async function makeScene(app: TestApp, campaign: string, options: SceneOptions): Promise<Scene> {
  const document: CampaignInput = { ...campaignDocument, ...options.campaign }
  await app.client.call(putCampaign, { params: { reference: campaign }, body: document })
  const documents = new Map(
    Object.entries(options.deliveries).map(([key, { url, timeoutMs, ...more }]) => {
      const made = deliveryDocument(url, { ...more, campaign, name: key })
      return [key, { ...made, request: { ...made.request, ...(timeoutMs === undefined ? {} : { timeoutMs }) } }]
    }),
  )
  for (const [key, delivery] of documents) await addDelivery(app.client, key, delivery)
  if (options.route) {
    const route = { ...options.route, members: Object.keys(options.deliveries).map((delivery) => ({ delivery })) }
    await app.client.call(putCampaign, { params: { reference: campaign }, body: { ...document, route } })
  }

  const send: Scene['send'] = (fields = {}, { test = false, headers = {} } = {}) =>
    postLead(app, { campaign, supplier: 'ADC1', test, fields: goodLead(fields) }, headers)

  return {
    campaign,
    send,
    async settle(fields, more = {}) {
      const { answer } = await send(fields, { ...more, headers: { prefer: 'wait=20' } })
      return detailOf(app, answer.id)
    },
    async change(key, more) {
      const known = documents.get(key)
      if (!known) throw new Error(`This scene has no delivery ${key}`)
      const changed = { ...known, ...more }
      documents.set(key, changed)
      await addDelivery(app.client, key, changed)
    },
  }
}

/** The states of a lead's dispatches by delivery, oldest first. */
export function statesOf(lead: LeadDetail): string[] {
  return lead.dispatches
    .toSorted((a, b) => Number(a.id) - Number(b.id))
    .map(({ delivery, state }) => `${delivery} ${state}`)
}
