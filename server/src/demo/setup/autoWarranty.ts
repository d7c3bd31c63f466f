// Campaign one: used cars, sold to one of three buyers, dearest first.

import { sandboxOrigin } from '../sandbox/sandboxOrigin.ts'
import type { DemoDocument } from './demoDocument.ts'

const thirdBuyerBody = `<Lead>
  <FirstName>{{ first_name }}</FirstName>
  <LastName>{{ last_name }}</LastName>
  <Email>{{ email }}</Email>
  <Phone>{{ phone }}</Phone>
  <VehicleMake>{{ make }}</VehicleMake>
  <VehicleYear>{{ vehicle_year }}</VehicleYear>
</Lead>`

export function autoWarranty(thisYear: number): readonly DemoDocument[] {
  return [
    {
      kind: 'campaign',
      key: 'auto-warranty',
      doc: {
        name: 'Auto warranty UK',
        country: 'GB',
        currency: 'GBP',
        timezone: 'Europe/London',
        fields: [
          { key: 'first_name', label: 'First name', type: 'firstName', required: true, profanity: true },
          { key: 'last_name', label: 'Last name', type: 'lastName', required: true, profanity: true },
          { key: 'email', label: 'Email', type: 'email', required: true },
          { key: 'phone', label: 'Phone', type: 'phone', required: true },
          { key: 'postcode', label: 'Postcode', type: 'postcode' },
          { key: 'make', label: 'Vehicle make', type: 'picklist', picklist: 'makes', required: true },
          { key: 'vehicle_year', label: 'Vehicle year', type: 'integer', required: true, min: 1980, max: thisYear },
          { key: 'mileage', label: 'Mileage', type: 'integer', min: 0, max: 400_000 },
          { key: 'marketing', label: 'Marketing by email', type: 'consent', channel: 'email' },
        ],
        dedupe: [{ fields: ['email'], days: 30, scope: 'campaign' }],
        suppression: ['dnc'],
        filters: [
          {
            action: 'reject',
            when: { field: 'mileage', op: 'gt', value: 150_000 },
            reason: 'Above 150,000 miles: no buyer covers it',
          },
          {
            action: 'quarantine',
            when: { field: 'last_name', op: 'is', value: 'Test' },
            reason: 'Looks like somebody trying the form',
          },
        ],
        suppliers: {
          ADC1: { payout: '3.00' },
          GLX: {},
          BRK: {},
          SFX: { payout: '1.75', caps: [{ period: 'day', limit: 6, whenFull: 'reject' }] },
        },
        payout: { on: 'accept', amount: '2.25' },
        summary: '{{ first_name }} {{ last_name }} · {{ vehicle_year }} {{ make }}',
        route: {
          kind: 'priority',
          maxSales: 1,
          members: [
            { delivery: 'acme' },
            { delivery: 'torque' },
            { route: { kind: 'broadcast', members: [{ delivery: 'millbrook-motor' }] } },
          ],
        },
      },
    },
    {
      kind: 'delivery',
      key: 'acme',
      doc: {
        campaign: 'auto-warranty',
        buyer: 'ACME',
        name: 'Acme CRM',
        status: 'active',
        request: {
          url: `${sandboxOrigin}/acme/leads`,
          body: {
            email: '{{ email }}',
            phone: '{{ phone | national }}',
            name: '{{ first_name }} {{ last_name }}',
            postcode: '{{ postcode }}',
            make: '{{ make }}',
            year: '{{ vehicle_year }}',
            mileage: '{{ mileage }}',
          },
          headers: { 'X-Source': '{{ supplier }}' },
          auth: { kind: 'bearer', secret: 'demo-key-of-acme' },
        },
        answers: [
          {
            when: { status: [200], json: { path: 'status', is: 'accepted' } },
            outcome: 'accepted',
            price: { json: 'price' },
            reference: { json: 'id' },
          },
          { when: { json: { path: 'status', is: 'duplicate' } }, outcome: 'duplicate', reason: { json: 'message' } },
          { when: { json: { path: 'status', is: 'rejected' } }, outcome: 'rejected', reason: { json: 'message' } },
        ],
        price: { kind: 'fixed', amount: '12.50' },
        rules: { field: 'vehicle_year', op: 'gte', value: 2008 },
        caps: [{ period: 'day', limit: 14, whenFull: 'next' }],
        concurrency: 16,
      },
    },
    {
      kind: 'delivery',
      key: 'torque',
      doc: {
        campaign: 'auto-warranty',
        buyer: 'TORQ',
        name: 'Torque lead API',
        status: 'active',
        request: {
          url: `${sandboxOrigin}/torque/api/v2`,
          format: 'form',
          body: {
            fn: '{{ first_name }}',
            ln: '{{ last_name }}',
            em: '{{ email }}',
            ph: '{{ phone | e164 }}',
            mk: "{{ make | map: 'torque-makes' }}",
            yr: '{{ vehicle_year }}',
            mi: '{{ mileage | default: 0 }}',
          },
        },
        answers: [
          {
            when: { json: { path: 'result', is: 'OK' } },
            outcome: 'accepted',
            price: { json: 'pays' },
            reference: { json: 'ref' },
          },
          { when: { json: { path: 'why', contains: 'Duplicate' } }, outcome: 'duplicate', reason: { json: 'why' } },
          { when: { json: { path: 'result', is: 'NO' } }, outcome: 'rejected', reason: { json: 'why' } },
        ],
        price: { kind: 'answer', fallback: '9.75' },
        concurrency: 16,
      },
    },
    {
      kind: 'delivery',
      key: 'millbrook-motor',
      doc: {
        campaign: 'auto-warranty',
        buyer: 'MILL',
        name: 'Millbrook motor desk',
        status: 'active',
        request: { url: `${sandboxOrigin}/millbrook/motor`, format: 'xml', body: thirdBuyerBody },
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
}
