import { z } from 'zod'
import { strict } from '../strict.ts'
import { answerRule } from './answerRule.ts'
import { caps } from './caps.ts'
import { amount, documentKey, documentName } from './parts.ts'
import { httpRequest } from './request.ts'
import { rule } from './rule.ts'
import { schedule } from './schedule.ts'

const price = z
  .discriminatedUnion(
    'kind',
    [
      strict({ kind: z.literal('fixed'), amount }),
      strict({ kind: z.literal('answer'), fallback: amount.optional() }),
      strict({
        kind: z.literal('rules'),
        rules: z
          .array(strict({ when: rule, amount }))
          .min(1)
          .max(200),
        fallback: amount.optional(),
      }),
    ],
    { error: (issue) => (issue.code === 'invalid_union' ? 'Expected a kind: fixed, answer or rules' : undefined) },
  )
  .meta({ id: 'Price' })

const standardDelays = [5, 30, 120, 600, 1800, 3600, 10_800, 21_600, 43_200]
const retry = strict({
  delaysSeconds: z.array(z.int().min(0).max(604_800)).max(50).default(standardDelays),
  maxAgeHours: z.number().positive().max(720).default(24),
}).meta({ id: 'RetryPolicy' })

export const delivery = strict({
  campaign: documentKey.describe("The campaign's reference."),
  buyer: documentKey.optional().describe('BID; left out for a delivery that sells nothing.'),
  name: documentName,
  status: z
    .enum(['draft', 'tested', 'active', 'paused'])
    .default('draft')
    .describe('`active` needs a passed test first; written with an admin key it overrides that, logged.'),
  trigger: z.enum(['automatic', 'manual']).default('automatic'),
  method: z
    .enum(['http', 'upstream'], { error: 'Deliveries of other methods than http and upstream are not built yet' })
    .default('http')
    .describe('`upstream`: to another Switchyard; made by accepting its invite.'),
  request: httpRequest,
  answers: z.array(answerRule).max(200).default([]).describe('In order; the first that matches decides.'),
  otherwise: z.enum(['failed', 'review']).default('failed').describe('What an answer without a rule means.'),
  price: price.optional(),
  rules: rule.optional().describe('Which leads it wants.'),
  caps,
  schedule: schedule.optional(),
  retry: retry.default({ delaysSeconds: standardDelays, maxAgeHours: 24 }),
  onUnknown: z.enum(['hold', 'resend']).default('hold').describe('When bytes were sent and no answer came.'),
  concurrency: z.int().min(1).max(256).default(8),
  perSecond: z.number().positive().max(10_000).nullable().optional().describe('Requests per second at most.'),
  settle: z.enum(['answer', 'feedback']).default('answer').describe('feedback: the result comes later.'),
}).meta({ id: 'Delivery' })
