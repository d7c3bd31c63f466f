import { z } from 'zod'

/** What became of a message that was sent to see whether its channel works. */
export const tried = z
  .object({
    passed: z.boolean(),
    reason: z.string().describe('In words, also when it has passed.'),
    durationMs: z.int(),
  })
  .meta({ id: 'TriedMessage' })
