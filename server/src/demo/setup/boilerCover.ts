// Campaign three: boiler cover, sold to two buyers at most; the first one's answers are not always what its manual says.

import { sandboxOrigin } from '../sandbox/sandboxOrigin.ts'
import type { DemoDocument } from './demoDocument.ts'

export const boilerCover: readonly DemoDocument[] = [
  {
    kind: 'campaign',
    key: 'boiler-cover',
    doc: {
      name: 'Boiler cover',
      country: 'GB',
      currency: 'GBP',
      timezone: 'Europe/London',
      fields: [
        { key: 'first_name', label: 'First name', type: 'firstName', required: true },
        { key: 'last_name', label: 'Last name', type: 'lastName', required: true },
        { key: 'email', label: 'Email', type: 'email', required: true },
        { key: 'phone', label: 'Phone', type: 'phone' },
        { key: 'postcode', label: 'Postcode', type: 'postcode', required: true },
        { key: 'fuel', label: 'Fuel', type: 'picklist', picklist: 'fuels', required: true },
        { key: 'boiler_age', label: 'Boiler age', type: 'integer', min: 0, max: 60 },
        { key: 'date_of_birth', label: 'Date of birth', type: 'dateOfBirth', minAge: 18 },
      ],
      dedupe: [{ fields: ['email'], days: 30, scope: 'campaign' }],
      suppression: ['dnc'],
      filters: [
        {
          action: 'reject',
          when: { field: 'fuel', op: 'is', value: 'Electric' },
          reason: 'Electric boilers are not covered',
        },
      ],
      suppliers: { ADC1: {}, GLX: {}, SFX: {} },
      payout: { on: 'sale', amount: '2.00' },
      summary: '{{ first_name }} {{ last_name }} · {{ fuel }}, {{ boiler_age }} years',
      route: {
        kind: 'priority',
        maxSales: 2,
        members: [{ delivery: 'hearthside' }, { delivery: 'millbrook-home' }],
      },
    },
  },
  {
    kind: 'delivery',
    key: 'hearthside',
    doc: {
      campaign: 'boiler-cover',
      buyer: 'HRTH',
      name: 'Hearthside quotes',
      status: 'active',
      request: {
        url: `${sandboxOrigin}/hearthside/quote`,
        body: {
          email: '{{ email }}',
          postcode: '{{ postcode }}',
          fuel: '{{ fuel | upcase }}',
          boiler_age: '{{ boiler_age }}',
          born: "{{ date_of_birth | date: 'DD/MM/YYYY' }}",
        },
        auth: { kind: 'basic', username: 'demo', secret: 'demo-password-of-hearthside' },
      },
      // No rule for {"st":"dup"} and for its HTML page: those answers are shown as unrecognised.
      answers: [
        { when: { json: { path: 'st', is: 'ok' } }, outcome: 'accepted', reference: { json: 'quote' } },
        { when: { json: { path: 'st', is: 'declined' } }, outcome: 'rejected', reason: { json: 'msg' } },
      ],
      price: {
        kind: 'rules',
        rules: [{ when: { field: 'boiler_age', op: 'lte', value: 5 }, amount: '8.50' }],
        fallback: '6.00',
      },
      concurrency: 16,
    },
  },
  {
    kind: 'delivery',
    key: 'millbrook-home',
    doc: {
      campaign: 'boiler-cover',
      buyer: 'MILL',
      name: 'Millbrook home desk',
      status: 'active',
      request: {
        url: `${sandboxOrigin}/millbrook/home`,
        format: 'xml',
        body: '<Lead><Email>{{ email }}</Email><Postcode>{{ postcode }}</Postcode><BoilerAge>{{ boiler_age }}</BoilerAge></Lead>',
      },
      answers: [
        {
          when: { xml: { path: 'Response/Status', is: 'Accepted' } },
          outcome: 'accepted',
          price: { xml: 'Response/Price' },
          reference: { xml: 'Response/Reference' },
        },
        {
          when: { xml: { path: 'Response/Status', is: 'Declined' } },
          outcome: 'rejected',
          reason: { xml: 'Response/Reason' },
        },
      ],
      price: { kind: 'answer', fallback: '7.00' },
      concurrency: 32,
    },
  },
]
