import { endpoint, operating } from '../endpoint.ts'
import { referenceParams } from '../setup/documents.ts'

export const deleteCampaign = endpoint({
  name: 'campaigns.delete',
  method: 'DELETE',
  path: '/v1/campaigns/{reference}',
  summary: 'Delete a campaign',
  description: '409 `in_use` while leads of it exist or deliveries belong to it.',
  scopes: operating,
  params: referenceParams,
  status: 204,
  errors: [404, 409],
})
