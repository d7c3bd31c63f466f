import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { timezone } from '../setup/parts.ts'
import { strict } from '../strict.ts'

const count = z.int().min(0)

export const showCampaigns = endpoint({
  name: 'home.campaigns',
  method: 'GET',
  path: '/v1/home/campaigns',
  summary: 'Show how each campaign does today',
  description:
    'Every campaign of the account, by reference. Leads are counted by when they were received; test leads are not counted.',
  scopes: reading,
  query: strict({ timezone: timezone.default('UTC').describe('IANA zone whose day is meant.') }),
  status: 200,
  output: z.object({
    at: z.iso.datetime(),
    timezone: z.string(),
    campaigns: z.array(
      z
        .object({
          reference: z.string(),
          name: z.string(),
          status: z.enum(['draft', 'active', 'paused']),
          fault: z.string().nullable().describe('Why its leads cannot be checked, in words; null when all is well.'),
          country: z.string(),
          today: z.object({ received: count, accepted: count, rejected: count, sold: count }),
          waiting: count.describe(
            'Leads that stand rejected, whenever they were received, and that nobody has decided to keep so. A minute old at most where counting them is slow.',
          ),
          caps: z
            .object({ total: count, full: count, words: z.string().describe('The one that is fullest, as it stands.') })
            .nullable()
            .describe('Of the campaign, its suppliers and its deliveries; null when it has none.'),
        })
        .meta({ id: 'CampaignToday' }),
    ),
  }),
  errors: [],
})
