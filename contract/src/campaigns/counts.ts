import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { dispositionCodes } from '../leads/words.ts'
import { instant } from '../query.ts'
import { documentKey, timezone } from '../setup/parts.ts'
import { strict } from '../strict.ts'

const count = z.int().min(0)
const time = z.iso.datetime()
const counts = { received: count, accepted: count, rejected: count, sold: count }

/** Longer frames would have more points than a plot has room for. */
export const mostCountedDays = 400

export const campaignCounts = endpoint({
  name: 'campaigns.counts',
  method: 'GET',
  path: '/v1/campaigns/{ref}/counts',
  summary: "A campaign's leads by time, by reason and by supplier",
  description:
    'Leads received in the frame, as they stand now; test leads are not counted. Each point lists what `GET /v1/leads` finds with its ' +
    `\`from\`, \`to\` and \`test=false\`. Frames of two days at most are counted by the hour, others by the day, ${mostCountedDays} days at most.`,
  scopes: reading,
  params: strict({ ref: documentKey }),
  query: strict({
    from: instant('Received at or after this time. Left out: seven days before the end.'),
    to: instant('Received before this time. Left out: now.'),
    timezone: timezone.default('UTC').describe('IANA zone whose days are meant.'),
  }),
  status: 200,
  output: z
    .object({
      from: time,
      to: time.describe('Not included.'),
      timezone: z.string(),
      by: z.enum(['hour', 'day']),
      points: z
        .array(z.object({ from: time, to: time.describe('Not included.'), ...counts }))
        .describe('Without a gap, oldest first. The first and the last end with the frame.'),
      reasons: z
        .array(z.object({ code: z.enum(dispositionCodes), leads: count }))
        .describe('Why leads stand rejected, the most frequent first.'),
      suppliers: z
        .array(z.object({ supplier: z.string().nullable(), ...counts }))
        .describe('The most leads first, 50 at most.'),
    })
    .meta({ id: 'CampaignCounts' }),
  errors: [404, 422],
})
