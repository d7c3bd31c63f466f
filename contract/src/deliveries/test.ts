import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { attemptOutcomes } from '../leads/words.ts'
import { keyParams } from '../setup/documents.ts'
import { strict } from '../strict.ts'

const headers = z.record(z.string(), z.string())
const text = z.string().nullable()

export const testDelivery = endpoint({
  name: 'deliveries.test',
  method: 'POST',
  path: '/v1/deliveries/{key}/test',
  summary: 'Try a delivery',
  description:
    'Renders the request for values or for a stored lead, sends it as a test unless `send` is false, and says which answer ' +
    'rule fired. Nothing is counted or billed.',
  scopes: operating,
  params: keyParams,
  body: strict({
    fields: z.record(z.string(), z.unknown()).optional(),
    leadId: z
      .string()
      .regex(/^\d{1,18}$/, 'Expected the id of a lead')
      .optional(),
    send: z.boolean().default(true),
  }).refine((body) => (body.fields === undefined) !== (body.leadId === undefined), {
    error: 'Give either "fields" or "leadId"',
    path: ['fields'],
  }),
  example: { fields: { email: 'ann@example.com', vehicle_year: 2015 }, send: true },
  status: 200,
  output: z.object({
    request: z
      .object({ method: z.string(), url: z.string(), headers, body: text })
      .nullable()
      .describe('Secrets masked; null when it could not be rendered.'),
    response: z
      .object({ status: z.int(), headers, body: z.string(), truncated: z.boolean() })
      .nullable()
      .describe('Null when nothing was sent or no answer came.'),
    durationMs: z.int().nullable(),
    outcome: z.enum(attemptOutcomes).nullable(),
    rule: z.int().nullable().describe('Index of the answer rule that fired.'),
    reason: text,
    price: text,
    reference: text,
    redirectUrl: text,
    passed: z.boolean().describe('A test has passed when the answer was understood.'),
  }),
  errors: [404, 422],
})
