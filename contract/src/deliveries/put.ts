import { endpoint, operating } from '../endpoint.ts'
import { ifMatch, ownKey, readOnly, keyParams } from '../setup/documents.ts'
import { delivery } from '../setup/delivery.ts'
import { strict } from '../strict.ts'
import { storedDelivery } from './stored.ts'

export const putDelivery = endpoint({
  name: 'deliveries.put',
  method: 'PUT',
  path: '/v1/deliveries/{key}',
  summary: 'Create or replace a delivery',
  description:
    'Left out, `schedule`, `retry`, `rules`, `caps` and everything else with a default mean just that. A new delivery is a draft ' +
    'until a test of it has passed. The URL must lead to a public address.',
  scopes: operating,
  headers: [ifMatch],
  params: keyParams,
  body: strict({ ...delivery.shape, key: ownKey, ...readOnly }).meta({ id: 'DeliveryDocument' }),
  bodyLimit: 5 * 1024 * 1024,
  example: {
    campaign: 'auto-warranty',
    buyer: 'ACME',
    name: 'ACME CRM',
    status: 'active',
    request: {
      url: 'https://crm.example.com/leads',
      format: 'json',
      body: { email: '{{ email }}', year: '{{ vehicle_year }}' },
      auth: { kind: 'bearer', secret: '…' },
    },
    answers: [
      {
        when: { status: 200, json: { path: 'status', is: 'accepted' } },
        outcome: 'accepted',
        reference: { json: 'id' },
      },
      { when: { json: { path: 'status', is: 'rejected' } }, outcome: 'rejected', reason: { json: 'message' } },
    ],
    price: { kind: 'fixed', amount: '12.50' },
    rules: { field: 'vehicle_year', op: 'gte', value: 2010 },
    caps: [{ period: 'day', limit: 100 }],
    schedule: { timezone: 'Europe/London', weekly: { mon: ['09:00-17:30'] }, outside: 'hold' },
  },
  status: 200,
  output: storedDelivery,
  errors: [409, 422],
})
