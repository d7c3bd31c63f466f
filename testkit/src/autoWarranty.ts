// The worked example of the product page as a scenario: a campaign for car warranties, two buyers, one supplier.

import { putBuyer } from '@switchyard/contract/buyers/put.ts'
import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import type { Client } from '@switchyard/contract/client.ts'
import { putDelivery } from '@switchyard/contract/deliveries/put.ts'
import type { BodyInput } from '@switchyard/contract/endpoint.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { putSupplier } from '@switchyard/contract/suppliers/put.ts'
import { putSuppressionList } from '@switchyard/contract/suppression/put.ts'

export type CampaignInput = BodyInput<typeof putCampaign>
export type DeliveryInput = BodyInput<typeof putDelivery>

export const campaignDocument: CampaignInput = {
  name: 'Auto warranty UK',
  status: 'active',
  country: 'GB',
  currency: 'GBP',
  timezone: 'Europe/London',
  fields: [
    { key: 'first_name', type: 'firstName' },
    { key: 'last_name', type: 'lastName' },
    { key: 'email', label: 'Email', type: 'email', required: true },
    { key: 'phone', type: 'phone' },
    { key: 'vehicle_year', label: 'Vehicle year', type: 'integer', min: 1980, max: 2026 },
    { key: 'make', label: 'Vehicle make', type: 'picklist', picklist: 'makes' },
  ],
  dedupe: [{ fields: ['email'], days: 30, scope: 'campaign' }],
  suppression: ['dnc'],
  suppliers: { ADC1: { active: true, payout: '2.00' } },
  payout: { on: 'accept', amount: '1.50' },
  summary: '{{ email }} · {{ vehicle_year }} {{ make }}',
}

/** Understands the fake buyer's answers. */
export function deliveryDocument(url: string, more: Partial<DeliveryInput> = {}): DeliveryInput {
  return {
    campaign: 'auto-warranty',
    buyer: 'ACME',
    name: 'ACME CRM',
    status: 'active',
    trigger: 'automatic',
    method: 'http',
    request: {
      url,
      method: 'POST',
      format: 'json',
      body: {
        email: '{{ email }}',
        lastName: '{{ last_name }}',
        vehicle_year: '{{ vehicle_year }}',
        make: '{{ make }}',
        lead: '{{ lead.id }}',
      },
    },
    answers: [
      {
        when: { json: { path: 'status', is: 'accepted' } },
        outcome: 'accepted',
        price: { json: 'price' },
        reference: { json: 'id' },
      },
      { when: { json: { path: 'status', is: 'rejected' } }, outcome: 'rejected', reason: { json: 'message' } },
    ],
    price: { kind: 'fixed', amount: '12.50' },
    ...more,
  }
}

/** Lists, supplier, buyers and the campaign; deliveries are the test's own. */
export async function setUpAutoWarranty(client: Client, campaign: Partial<CampaignInput> = {}): Promise<void> {
  const makes = ['Ford', 'Audi', 'Volkswagen', 'Volvo'].map((value) => ({ value }))
  await client.call(putPicklist, { params: { key: 'makes' }, body: { name: 'Makes', values: makes } })
  await client.call(putSupplier, { params: { sid: 'ADC1' }, body: { name: 'Ad Company' } })
  for (const key of ['ACME', 'BETA']) await client.call(putBuyer, { params: { bid: key }, body: { name: key } })
  const matches = ['email', 'phone'] as const
  await client.call(putSuppressionList, { params: { key: 'dnc' }, body: { name: 'Do not contact', matches } })
  await client.call(putCampaign, { params: { reference: 'auto-warranty' }, body: { ...campaignDocument, ...campaign } })
}

export async function addDelivery(client: Client, key: string, document: DeliveryInput): Promise<void> {
  await client.call(putDelivery, { params: { key }, body: document })
}

let counter = 0

/** Values of a lead that passes, with an address of its own. */
export function goodLead(values: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  counter += 1
  return {
    first_name: 'Ann',
    last_name: 'Lee',
    email: `ann.${process.pid}.${counter}@example.com`,
    phone: '07700 900123',
    vehicle_year: 2015,
    make: 'Ford',
    ...values,
  }
}
