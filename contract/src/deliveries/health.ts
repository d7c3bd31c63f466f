import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { attemptOutcomes } from '../leads/words.ts'
import { keyParams } from '../setup/documents.ts'

const count = z.int().min(0)
const ageMs = z.int().min(0).nullable()

export const showDeliveryHealth = endpoint({
  name: 'deliveries.health',
  method: 'GET',
  path: '/v1/deliveries/{key}/health',
  summary: 'Show how a delivery is doing',
  description:
    'What waits for it, what is under way, and how its destination bears it. Breaker, limit and pause are told by the workers ' +
    'every few seconds; they live in memory, and a worker that starts finds them out again.',
  scopes: reading,
  params: keyParams,
  status: 200,
  output: z.object({
    queued: count.describe('Waiting to be sent, due now or later.'),
    held: count.describe('Held back by hours, caps or a missing mapper value.'),
    inFlight: count.describe('Calls under way.'),
    oldestDueAgeMs: z
      .object({ live: ageMs, retry: ageMs, redelivery: ageMs, bulk: ageMs })
      .describe('For how long the oldest has been due, by class; null when none is.'),
    breaker: z.object({
      state: z.enum(['closed', 'probing', 'open']).describe('The worst of all workers.'),
      until: z.iso.datetime().nullable().describe('When it lets a probe through; null unless it is open.'),
    }),
    limit: count.describe('Calls that may be under way now, over all workers; `concurrency` at most.'),
    pausedUntil: z.iso.datetime().nullable().describe('Until when the destination asked to be left alone.'),
    lastHour: z
      .partialRecord(z.enum(attemptOutcomes), count)
      .describe('Attempts of the last hour by outcome; `unrecognised` are answers that no rule matched.'),
  }),
  errors: [404],
})
