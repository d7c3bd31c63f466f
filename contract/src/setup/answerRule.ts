import { z } from 'zod'
import { strict } from '../strict.ts'
import { capture } from './capture.ts'

const match = {
  is: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
  contains: z.string().max(2000).optional(),
  matches: z.string().max(1000).optional().describe('RE2.'),
  gt: z.number().optional(),
  gte: z.number().optional(),
  lt: z.number().optional(),
  lte: z.number().optional(),
  present: z.boolean().optional(),
}
const status = z.int().min(100).max(599)
const path = z.string().min(1).max(1000)

const when = strict({
  status: z
    .union([status, z.array(status).min(1).max(500)], {
      error: 'Expected a status or a list of them, such as [200, 201]',
    })
    .transform((given) => (Array.isArray(given) ? given : [given]))
    .optional(),
  header: strict({ name: z.string().min(1).max(100), ...match }).optional(),
  json: strict({ path, ...match }).optional(),
  xml: strict({ path, ...match }).optional(),
  text: strict({
    contains: z.string().max(2000).optional(),
    exact: z.string().max(65_536).optional().describe('`*` stands for any run of characters.'),
    matches: z.string().max(1000).optional().describe('RE2.'),
  }).optional(),
}).meta({ id: 'AnswerWhen', description: 'All given parts must hold.' })

export const answerRule = strict({
  when,
  outcome: z.enum(['accepted', 'rejected', 'duplicate', 'throttled', 'retryable', 'pending']),
  reason: capture.optional(),
  price: capture.optional(),
  reference: capture.optional(),
  redirectUrl: capture.optional(),
}).meta({ id: 'AnswerRule' })
