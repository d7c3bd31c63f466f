import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { instant } from '../query.ts'
import { documentKey } from '../setup/parts.ts'
import { strict } from '../strict.ts'

export const campaignSummary = endpoint({
  name: 'campaigns.summary',
  method: 'GET',
  path: '/v1/campaigns/{ref}/summary',
  summary: "A campaign's counts",
  description: '`received` is the sum of the five statuses. Test leads are not counted.',
  scopes: reading,
  params: strict({ ref: documentKey }),
  query: strict({ from: instant('Received at or after this time.'), to: instant('Received before this time.') }),
  status: 200,
  output: z.object({
    received: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    processing: z.int(),
    errored: z.int(),
    quarantined: z.int(),
    delivered: z.int().describe('Leads that every delivery took.'),
    failed: z.int().describe('Leads that no delivery took, or not all did.'),
    underWay: z.int().describe('Leads that deliveries still have to answer for.'),
    undelivered: z.int().describe('Leads that no delivery was made for. The four add up to `received`.'),
    sold: z.int(),
    unsold: z.int(),
    returned: z.int(),
    awaiting: z.int().describe('Leads whose buyer has not said yet. The others were never for sale.'),
    revenue: z.string(),
    payout: z.string(),
    currency: z.string().optional(),
  }),
  errors: [404],
})
