import { z } from 'zod'

/** Of what counts over leads. */
export const counted = {
  days: z.int(),
  complete: z
    .boolean()
    .describe('False when there are so many leads that only the newest of each campaign and field were looked at.'),
}

export const percent = z.number().nullable().describe('With one decimal; null where there are no leads.')
