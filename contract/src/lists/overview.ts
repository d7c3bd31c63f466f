import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { percent } from './counted.ts'

const count = z.int()
const names = z.array(z.string())
const written = { updatedAt: z.iso.datetime(), updatedBy: z.string(), version: z.int() }

export const listsOverview = endpoint({
  name: 'lists.overview',
  method: 'GET',
  path: '/v1/lists',
  summary: 'Show all picklists and mappers with how they do',
  description: 'Unknown values of the last 30 days, coverage of the last 7.',
  scopes: reading,
  query: strict({}),
  status: 200,
  output: z.object({
    complete: z
      .boolean()
      .describe('False when there are so many leads that only the newest of each campaign and field were looked at.'),
    picklists: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        locked: z.boolean(),
        values: count,
        synonyms: count,
        campaigns: names,
        mappers: names,
        missingCells: count.describe('In all of its mappers together.'),
        unknown: z.object({ values: count, leads: count }),
        ...written,
      }),
    ),
    mappers: z.array(
      z.object({
        key: z.string(),
        picklist: z.string().nullable(),
        pairs: count,
        missing: z.enum(['pass', 'hold', 'default']),
        missingCells: count,
        deliveries: names,
        leads: count,
        covered: count,
        coverage: percent,
        ...written,
      }),
    ),
  }),
  errors: [],
})
