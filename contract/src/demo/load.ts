import { z } from 'zod'
import { adminOnly, endpoint } from '../endpoint.ts'

export const loadDemo = endpoint({
  name: 'demo.load',
  method: 'POST',
  path: '/v1/demo',
  summary: 'Load the demo workspace',
  description:
    'Writes invented campaigns, suppliers, buyers and deliveries, and sends 30 days of invented leads through them in the ' +
    'background. 409 `demo_loaded` while there are leads of an earlier demo, `key_taken` when a document of yours has a ' +
    "key of the demo's.",
  scopes: adminOnly,
  status: 202,
  output: z.object({
    documents: z.int().describe('Set-up documents written.'),
    leads: z.int().describe('Leads on their way in.'),
  }),
  errors: [409],
})
