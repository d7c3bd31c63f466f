import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { jobRequest } from './request.ts'

export const planJob = endpoint({
  name: 'jobs.plan',
  method: 'POST',
  path: '/v1/jobs/plan',
  summary: 'Say what a job would do',
  description:
    'Changes nothing. `matched` is `willDo` and everything in `leftOut` together. 422 where the options do not fit the leads, ' +
    'as when a campaign has several deliveries and none was chosen.',
  scopes: operating,
  body: jobRequest,
  bodyLimit: 4 * 1024 * 1024,
  example: {
    action: 'redeliver',
    selection: { query: { campaign: 'auto-warranty', sold: 'unsold' }, take: { count: 100, order: 'newest' } },
    options: { delivery: 'acme' },
  },
  status: 200,
  output: z
    .object({
      matched: z.int(),
      willDo: z.int(),
      leftOut: z
        .array(
          z.object({
            reason: z.string(),
            count: z.int(),
            leads: z.array(z.string()).describe('Ids of the first of them, 100 at most.'),
          }),
        )
        .describe('Most frequent first.'),
      money: z
        .array(z.object({ currency: z.string(), revenue: z.string(), payout: z.string() }))
        .describe('What it changes at most, for each currency.'),
      warnings: z.array(z.string()),
      estimatedSeconds: z.int().nullable().describe('Null where nobody can tell.'),
      sample: z
        .array(
          z.object({
            leadId: z.string(),
            summary: z.string().nullable(),
            willDo: z.boolean(),
            reason: z.string().nullable(),
          }),
        )
        .describe('The first leads of the selection.'),
    })
    .meta({ id: 'JobPlan' }),
  errors: [422],
})
