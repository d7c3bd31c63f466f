// Which leads a job is about.

import { z } from 'zod'
import { leadFilter } from '../leads/filter.ts'
import { strict } from '../strict.ts'
import { queryForm } from './queryForm.ts'
import { takeOrders } from './words.ts'

const mostLeads = 1_000_000

const ids = z
  .array(z.string().regex(/^\d{1,18}$/, 'Expected the id of a lead, such as "10423"'))
  .min(1, 'Name at least one lead')
  .max(100_000)
  .describe("Ids of leads. One that does not exist, or is another account's, is left out as not found.")

const take = strict({
  count: z.int().min(1).max(mostLeads).describe('How many of the results at most.'),
  order: z.enum(takeOrders).describe('By the time they were received; `random` by `seed`.'),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional()
    .describe('The same results, count and seed are the same leads. Left out, one is drawn and stored with the job.'),
}).refine(({ order, seed }) => order === 'random' || seed === undefined, {
  path: ['seed'],
  error: 'A seed goes with the order random only.',
})

/**
 * Leads by their ids, or all results of a search, or a number of them. A query has the names and values of the list's parameters
 * as JSON: text like in a query string; lists, true and false may stand as such; `"field.email": "x"` and
 * `"fields": { "email": "x" }` mean the same.
 */
export const leadSelection = z
  .union([strict({ ids }), strict({ query: z.preprocess(queryForm, strict(leadFilter)), take: take.optional() })], {
    error: 'Expected { "ids": ["1", "2"] } or { "query": { … }, "take": { … } }',
  })
  .meta({ id: 'LeadSelection' })
export type LeadSelection = z.output<typeof leadSelection>
export type TakeWish = z.output<typeof take>
