import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { commaList, cursor, limit } from '../query.ts'
import { strict } from '../strict.ts'
import { reviewedDispatch } from './reviewed.ts'

export const listDispatches = endpoint({
  name: 'dispatches.list',
  method: 'GET',
  path: '/v1/dispatches',
  summary: 'List dispatches that wait for a person',
  description:
    'What was sent without a known answer, oldest first. Decide each with `POST /v1/dispatches/{id}/resolve`.',
  scopes: reading,
  query: strict({
    state: z.literal('review', { error: "Only dispatches in 'review' are listed here." }).default('review'),
    delivery: commaList('Keys of deliveries.'),
    limit: limit(100),
    cursor,
  }),
  status: 200,
  output: z.object({
    dispatches: z.array(reviewedDispatch),
    total: z.int().describe('How many wait, of the deliveries asked for.'),
    nextCursor: z.string().nullable(),
  }),
  errors: [],
})
