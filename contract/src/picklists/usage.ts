import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { counted } from '../lists/counted.ts'
import { daysBack } from '../lists/daysBack.ts'
import { keyParams } from '../setup/documents.ts'
import { strict } from '../strict.ts'

const count = z.int()

export const picklistUsage = endpoint({
  name: 'picklists.usage',
  method: 'GET',
  path: '/v1/picklists/{key}/usage',
  summary: 'Say where a picklist is used, and how often its values came',
  scopes: reading,
  params: keyParams,
  query: strict({ days: daysBack(30) }),
  status: 200,
  output: z.object({
    picklist: z.string(),
    ...counted,
    leads: count.describe('Accepted leads with a value of the list; test leads are not counted.'),
    campaigns: z.array(
      z.object({
        campaign: z.string(),
        field: z.string(),
        label: z.string(),
        disallowed: count.describe('Values that this field does not take.'),
      }),
    ),
    mappers: z.array(
      z.object({
        key: z.string(),
        missingCells: count.describe('Values of the list without a pair.'),
        deliveries: z.array(z.string()),
      }),
    ),
    deliveries: z
      .array(z.string())
      .describe('Deliveries of those campaigns that send the field or go through the mappers.'),
    values: z.array(z.object({ value: z.string(), leads: count })).describe('Values that came; most leads first.'),
    unused: z.array(z.string()).describe('Values that no accepted lead had, in the order of the list.'),
  }),
  errors: [404],
})
