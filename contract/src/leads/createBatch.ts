import { z } from 'zod'
import { endpoint, sending } from '../endpoint.ts'
import { problem } from '../problem.ts'
import { strict } from '../strict.ts'
import { incomingLead } from './incoming.ts'
import { leadAnswer } from './answer.ts'

export const createLeads = endpoint({
  name: 'leads.createBatch',
  method: 'POST',
  path: '/v1/leads/batch',
  summary: 'Send up to 1,000 leads',
  description: 'Each lead is judged alone; `results` has one answer or problem per lead, in order.',
  scopes: sending,
  body: strict({ leads: z.array(incomingLead).min(1).max(1000) }),
  bodyLimit: 5 * 1024 * 1024,
  example: {
    leads: [
      { campaign: 'auto-warranty', supplier: 'ADC1', fields: { email: 'ann@example.com' }, idempotencyKey: 'row-1' },
    ],
  },
  status: 200,
  output: z.object({ results: z.array(z.union([leadAnswer, problem])) }),
  errors: [429],
})
