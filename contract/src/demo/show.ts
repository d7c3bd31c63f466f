import { z } from 'zod'
import { adminOnly, endpoint } from '../endpoint.ts'

export const showDemo = endpoint({
  name: 'demo.show',
  method: 'GET',
  path: '/v1/demo',
  summary: 'Show how much of the demo workspace there is',
  scopes: adminOnly,
  status: 200,
  output: z.object({
    loading: z.boolean().describe('This process is sending its leads in right now.'),
    documents: z.int().describe('Set-up documents as the demo wrote them.'),
    leads: z.int().describe('Leads of the demo.'),
  }),
  errors: [],
})
