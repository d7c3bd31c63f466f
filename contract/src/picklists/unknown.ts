import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { counted } from '../lists/counted.ts'
import { daysBack } from '../lists/daysBack.ts'
import { limit } from '../query.ts'
import { keyParams } from '../setup/documents.ts'
import { strict } from '../strict.ts'

const count = z.int()

export const listUnknownValues = endpoint({
  name: 'picklists.unknown',
  method: 'GET',
  path: '/v1/picklists/{key}/unknown',
  summary: 'List values that leads came with and the picklist does not have',
  description:
    'Of rejected leads, and of leads that were accepted while the list still had the value. Spellings that differ in case, accents, spaces ' +
    'and punctuation only are one value. Most leads first.',
  scopes: reading,
  params: keyParams,
  query: strict({ days: daysBack(30), limit: limit(200, 1000) }),
  status: 200,
  output: z.object({
    picklist: z.string(),
    ...counted,
    locked: z.boolean().describe('Then a value can only be given as a synonym.'),
    total: count.describe('Unknown values, also beyond the limit.'),
    leads: count.describe('Leads with one of them, in all.'),
    values: z.array(
      z.object({
        value: z.string().describe('The most frequent spelling.'),
        leads: count,
        waiting: count.describe('Of those, rejected ones that nobody has decided to keep so.'),
        accepted: count.describe('Of those, accepted ones.'),
        spellings: z.array(z.object({ value: z.string(), count })),
        campaigns: z.array(z.object({ campaign: z.string(), field: z.string(), leads: count })),
        causes: z.array(z.string()).describe('Ids of their causes, see `GET /v1/causes`.'),
        lastAt: z.iso.datetime(),
        suggestions: z.array(
          z.object({ value: z.string(), confidence: z.enum(['high', 'medium', 'low']), why: z.string() }),
        ),
      }),
    ),
  }),
  errors: [404],
})
