import { endpoint, reading } from '../endpoint.ts'
import { referenceParams } from '../setup/documents.ts'
import { storedCampaign } from './stored.ts'

export const showCampaign = endpoint({
  name: 'campaigns.show',
  method: 'GET',
  path: '/v1/campaigns/{reference}',
  summary: 'Show a campaign',
  scopes: reading,
  params: referenceParams,
  status: 200,
  output: storedCampaign,
  errors: [404],
})
