import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { counted, percent } from '../lists/counted.ts'
import { daysBack } from '../lists/daysBack.ts'
import { keyParams } from '../setup/documents.ts'
import { strict } from '../strict.ts'

const count = z.int()

export const mapperUsage = endpoint({
  name: 'mappers.usage',
  method: 'GET',
  path: '/v1/mappers/{key}/usage',
  summary: 'Say where a mapper is used, which values came and which of them it has no pair for',
  description:
    'Counts accepted leads of the campaigns whose deliveries go through the mapper; of a mapper that none goes through, those of the ' +
    'campaigns that use its picklist.',
  scopes: reading,
  params: keyParams,
  query: strict({ days: daysBack(7) }),
  status: 200,
  output: z.object({
    mapper: z.string(),
    picklist: z.string().nullable(),
    ...counted,
    deliveries: z.array(z.object({ delivery: z.string(), campaign: z.string(), status: z.string() })),
    campaigns: z
      .array(z.object({ campaign: z.string(), field: z.string() }))
      .describe('The fields whose values it meets.'),
    leads: count.describe('Values that came, each as often as it came.'),
    covered: count.describe('Of those, values that have a pair.'),
    coverage: percent,
    values: z
      .array(
        z.object({
          value: z.string(),
          leads: count,
          to: z.string().nullable().describe('Its pair; null where it has none.'),
        }),
      )
      .describe('Most frequent first.'),
    missingCells: z.array(z.string()).describe('Values of the picklist without a pair, in the order of the list.'),
    strangePairs: z.array(z.string()).describe('Pairs of values that the picklist does not have.'),
  }),
  errors: [404],
})
