import { endpoint, operating } from '../endpoint.ts'
import { ifMatch, ownKey, readOnly, referenceParams } from '../setup/documents.ts'
import { campaign } from '../setup/campaign.ts'
import { strict } from '../strict.ts'
import { storedCampaign } from './stored.ts'

export const putCampaign = endpoint({
  name: 'campaigns.put',
  method: 'PUT',
  path: '/v1/campaigns/{reference}',
  summary: 'Create or replace a campaign',
  description:
    'Write it without `route` first, then its deliveries, then again with the route, for example ' +
    '`{ "kind": "priority", "members": [{ "delivery": "acme" }, { "delivery": "beta" }] }`. 422 with `in_use` when a delivery ' +
    'needs a field that would be gone.',
  scopes: operating,
  headers: [ifMatch],
  params: referenceParams,
  body: strict({ ...campaign.shape, reference: ownKey, ...readOnly }).meta({ id: 'CampaignDocument' }),
  bodyLimit: 5 * 1024 * 1024,
  example: {
    name: 'Auto warranty UK',
    country: 'GB',
    currency: 'GBP',
    timezone: 'Europe/London',
    fields: [
      { key: 'email', label: 'Email', type: 'email', required: true },
      { key: 'vehicle_year', label: 'Vehicle year', type: 'integer', min: 1980, max: 2026 },
      { key: 'make', type: 'picklist', picklist: 'makes' },
    ],
    dedupe: [{ fields: ['email'], days: 30, scope: 'campaign' }],
    filters: [{ action: 'reject', when: { field: '@country', op: 'isNot', value: 'GB' }, reason: 'UK only' }],
    suppliers: { ADC1: { payout: '2.00' } },
  },
  status: 200,
  output: storedCampaign,
  errors: [409, 422],
})
