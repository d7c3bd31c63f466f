// Campaign two: solar panels, offered to a buyer by its bid and copied to a partner whose server is down.

import { sandboxOrigin } from '../sandbox/sandboxOrigin.ts'
import type { DemoDocument } from './demoDocument.ts'

const allDay = ['00:00-24:00']

export const solar: readonly DemoDocument[] = [
  {
    kind: 'campaign',
    key: 'solar-uk',
    doc: {
      name: 'Solar panels UK',
      country: 'GB',
      currency: 'GBP',
      timezone: 'Europe/London',
      fields: [
        { key: 'first_name', label: 'First name', type: 'firstName', required: true },
        { key: 'last_name', label: 'Last name', type: 'lastName', required: true },
        { key: 'email', label: 'Email', type: 'email', required: true },
        { key: 'phone', label: 'Phone', type: 'phone', required: true },
        { key: 'postcode', label: 'Postcode', type: 'postcode', required: true },
        { key: 'ownership', label: 'Ownership', type: 'picklist', picklist: 'ownership', required: true },
        { key: 'roof', label: 'Roof', type: 'picklist', picklist: 'roofs' },
        { key: 'monthly_bill', label: 'Monthly bill', type: 'money', min: 0, max: 5000 },
        { key: 'marketing', label: 'Marketing by email', type: 'consent', channel: 'email' },
      ],
      dedupe: [{ fields: ['phone', 'postcode'], days: 60, scope: 'campaign' }],
      suppression: ['dnc'],
      filters: [
        {
          action: 'reject',
          when: { field: 'ownership', op: 'is', value: 'Tenant' },
          reason: 'Tenants cannot have panels installed',
        },
      ],
      suppliers: { ADC1: {}, BRK: { payout: '9.00' }, SFX: {} },
      payout: { on: 'sale', percent: 40 },
      summary: '{{ first_name }} {{ last_name }} · {{ postcode }}',
      route: { kind: 'broadcast', members: [{ delivery: 'sunhaven' }, { delivery: 'ridgeway' }] },
    },
  },
  {
    kind: 'delivery',
    key: 'sunhaven',
    doc: {
      campaign: 'solar-uk',
      buyer: 'SUNH',
      name: 'Sunhaven intake',
      status: 'active',
      request: {
        url: `${sandboxOrigin}/sunhaven/intake`,
        body: {
          applicant: {
            first: '{{ first_name }}',
            last: '{{ last_name }}',
            email: '{{ email }}',
            mobile: '{{ phone }}',
          },
          home: { postcode: '{{ postcode }}', roof: '{{ roof }}', monthly_bill: '{{ monthly_bill }}' },
        },
        auth: { kind: 'header', name: 'X-Api-Key', secret: 'demo-key-of-sunhaven' },
      },
      answers: [
        {
          when: { json: { path: 'accepted', is: true } },
          outcome: 'accepted',
          price: { json: 'lead.price' },
          reference: { json: 'lead.id' },
        },
        { when: { json: { path: 'error.code', is: 'DUP' } }, outcome: 'duplicate', reason: { json: 'error.text' } },
        { when: { json: { path: 'accepted', is: false } }, outcome: 'rejected', reason: { json: 'error.text' } },
      ],
      price: { kind: 'answer', fallback: '24.00' },
      concurrency: 16,
    },
  },
  {
    kind: 'delivery',
    key: 'ridgeway',
    doc: {
      campaign: 'solar-uk',
      buyer: 'RIDG',
      name: 'Ridgeway partner feed',
      status: 'active',
      request: {
        url: `${sandboxOrigin}/ridgeway/feed`,
        body: {
          received: '{{ received }}',
          email: '{{ email }}',
          postcode: '{{ postcode }}',
          bill: '{{ monthly_bill }}',
        },
      },
      answers: [
        { when: { json: { path: 'ok', is: true } }, outcome: 'accepted', reference: { json: 'id' } },
        { when: { status: [503] }, outcome: 'retryable', reason: 'Service temporarily unavailable (503)' },
      ],
      price: { kind: 'fixed', amount: '4.00' },
      rules: { field: 'monthly_bill', op: 'gte', value: 60 },
      schedule: {
        timezone: 'Europe/London',
        weekly: { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: ['08:00-20:00'] },
        outside: 'skip',
      },
      // Gives up soon, so that a fresh demo shows a failed delivery rather than one that is still being tried.
      retry: { delaysSeconds: [1, 2], maxAgeHours: 24 },
      concurrency: 16,
    },
  },
]
