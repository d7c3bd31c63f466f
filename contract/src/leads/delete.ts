import { endpoint, operating } from '../endpoint.ts'
import { leadId } from './id.ts'

export const deleteLead = endpoint({
  name: 'leads.delete',
  method: 'DELETE',
  path: '/v1/leads/{id}',
  summary: 'Erase a lead for good',
  description:
    'Takes out its values, as received and as edited, requests, answers, reasons and evidence; nothing of it can be brought back. What ' +
    'waits to be sent is cancelled; what is being sent ends, and nothing of it is kept. A tombstone stays, with status, sale and ' +
    'amounts, so that counts and money stay right. Erasing it again changes nothing.',
  scopes: operating,
  params: leadId,
  status: 204,
  errors: [404],
})
