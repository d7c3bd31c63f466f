// A dispatch that waits for a person's decision: something was sent, and nobody knows what the buyer made of it.

import { z } from 'zod'
import { attemptOutcomes, dispatchStates } from '../leads/words.ts'

const time = z.iso.datetime()
const text = z.string().nullable()

const lastAttempt = z.object({
  id: z.string(),
  number: z.int(),
  at: time,
  worker: z.string().describe('The worker that made it.'),
  outcome: z.enum(attemptOutcomes).nullable(),
  reason: text,
  durationMs: z.int().nullable(),
  requestBytes: z
    .int()
    .nullable()
    .describe(
      'Size of the body that was under way; null when the worker died with it, and nobody knows how much left.',
    ),
  answerStatus: z.int().nullable().describe('Status of an answer that came, and that nothing could be read from.'),
  late: z
    .object({ outcome: z.enum(attemptOutcomes), reason: text, at: time })
    .nullable()
    .describe('An answer that came after the attempt was given up.'),
})

export const reviewedDispatch = z
  .object({
    id: z.string(),
    lead: z.object({ id: z.string(), summary: z.string(), campaign: z.string(), receivedAt: time, test: z.boolean() }),
    delivery: z.string(),
    buyer: text,
    state: z.enum(dispatchStates),
    reason: text.describe('Why nobody knows, in words.'),
    reference: text,
    tries: z.int(),
    since: time.describe('When it came to wait.'),
    attempt: lastAttempt.nullable().describe('The newest one.'),
  })
  .meta({ id: 'ReviewedDispatch' })
