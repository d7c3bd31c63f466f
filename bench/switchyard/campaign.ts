// The set-up that the product is measured with: ten fields of mixed types, a duplicate rule, a suppression list, a filter and
// caps, which nothing of the load runs into, so that every lead goes the whole way.

import { campaignReference, supplierId } from '../load/leadBody.ts'

export const suppressionKey = 'dnc'
export const picklistKey = 'makes'
export const buyerId = 'ACME'
/** In 1/10,000 of a pound, as the ledger has it. */
export const salePrice = { text: '12.50', units: 125_000n } as const

/** The newest half of the vehicles goes to the first delivery, the rest to the second. */
const firstChoice = { key: 'acme', rule: { field: 'vehicle_year', op: 'gte', value: 2006 } }
const secondChoice = { key: 'beta', rule: { field: 'vehicle_year', op: 'gte', value: 1985 } }

export const picklist = {
  name: 'Makes',
  values: ['VW', 'BMW', 'Ford', 'Opel', 'Fiat', 'Kia', 'Seat', 'Audi'].map((value) => ({
    value,
    label: value,
    synonyms: value === 'VW' ? ['Volkswagen'] : [],
  })),
}

export const campaign = {
  name: 'Bench',
  status: 'active',
  country: 'GB',
  currency: 'GBP',
  timezone: 'Europe/London',
  fields: [
    { key: 'first_name', label: 'First name', type: 'firstName', required: true },
    { key: 'last_name', label: 'Last name', type: 'lastName', required: true },
    { key: 'email', label: 'Email', type: 'email', required: true },
    { key: 'phone', label: 'Phone', type: 'phone', required: true },
    { key: 'postcode', label: 'Postcode', type: 'postcode', required: true },
    { key: 'city', label: 'City', type: 'text', max: 80 },
    { key: 'date_of_birth', label: 'Date of birth', type: 'dateOfBirth', minAge: 18, required: true },
    { key: 'make', label: 'Make', type: 'picklist', picklist: picklistKey, required: true },
    { key: 'vehicle_year', label: 'Vehicle year', type: 'integer', min: 1980, max: 2026 },
    { key: 'mileage', label: 'Mileage', type: 'integer', min: 0, max: 500_000 },
  ],
  dedupe: [{ fields: ['email'], days: 30, scope: 'campaign' }],
  suppression: [suppressionKey],
  filters: [{ action: 'reject', when: { field: 'mileage', op: 'gt', value: 300_000 }, reason: 'Too many miles' }],
  caps: [{ period: 'day', limit: 100_000_000 }],
  suppliers: { [supplierId]: { active: true, caps: [{ period: 'month', limit: 100_000_000 }] } },
  payout: { on: 'sale', amount: '2.00' },
  summary: '{{ email }} · {{ vehicle_year }} {{ make }}',
}

export const route = {
  kind: 'priority',
  maxSales: 1,
  members: [{ delivery: firstChoice.key }, { delivery: secondChoice.key }],
}

/** By key: two deliveries to the fake buyer. */
export function deliveries(buyerOrigin: string): Readonly<Record<string, object>> {
  return Object.fromEntries(
    [firstChoice, secondChoice].map(({ key, rule }) => [
      key,
      {
        campaign: campaignReference,
        buyer: buyerId,
        name: `Delivery ${key}`,
        status: 'active',
        trigger: 'automatic',
        method: 'http',
        request: {
          url: `${buyerOrigin}/${key}`,
          method: 'POST',
          format: 'json',
          body: {
            name: '{{ first_name }} {{ last_name }}',
            email: '{{ email }}',
            phone: '{{ phone }}',
            postcode: '{{ postcode }}',
            born: '{{ date_of_birth }}',
            vehicle: { make: '{{ make }}', year: '{{ vehicle_year }}' },
          },
          headers: { 'X-Source': '{{ supplier }}' },
          auth: { kind: 'bearer', secret: 'bench-secret' },
          timeoutMs: 15_000,
        },
        answers: [
          {
            when: { status: [200], json: { path: 'status', is: 'accepted' } },
            outcome: 'accepted',
            price: { json: 'price' },
            reference: { json: 'id' },
          },
          { when: { json: { path: 'status', is: 'rejected' } }, outcome: 'rejected', reason: { json: 'message' } },
        ],
        price: { kind: 'fixed', amount: salePrice.text },
        rules: rule,
        caps: [{ period: 'day', limit: 100_000_000, whenFull: 'next' }],
        concurrency: 64,
      },
    ]),
  )
}
