import { endpoint, reading } from '../endpoint.ts'
import { leadDetail } from './detail.ts'
import { leadId } from './id.ts'

export const showLead = endpoint({
  name: 'leads.show',
  method: 'GET',
  path: '/v1/leads/{id}',
  summary: 'Show everything about a lead',
  scopes: reading,
  params: leadId,
  status: 200,
  output: leadDetail,
  errors: [404],
})
