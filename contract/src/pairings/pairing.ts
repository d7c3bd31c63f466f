// Two Switchyards that trade leads: what one side knows of the other.

import { z } from 'zod'
import { strict } from '../strict.ts'

export const pairingSides = ['receives', 'sends'] as const
export const pairingStates = ['invited', 'active', 'ended'] as const

const time = z.iso.datetime()

export const pairing = z
  .object({
    id: z.string(),
    side: z
      .enum(pairingSides)
      .describe('`receives`: the other side sends us leads. `sends`: we send it ours through a delivery.'),
    state: z.enum(pairingStates),
    campaign: z.string().describe('Our campaign.'),
    supplier: z.string().nullable().describe('SID of the other side, where it sends us leads.'),
    buyer: z.string().nullable().describe('BID of the other side, where it buys from us.'),
    delivery: z.string().nullable().describe('The delivery that takes our leads there.'),
    peer: z.string().nullable().describe('Where the other side answers, as far as it is known.'),
    expiresAt: time.nullable().describe('Until when the invite can be accepted; null once it was.'),
    createdAt: time,
    createdBy: z.string(),
    endedAt: time.nullable(),
    endedBy: z.string().nullable(),
    waiting: z.int().describe('Leads of which one side has not told the other yet what became of them.'),
    trouble: z.string().nullable().describe('Why it could not be told, in words; null while all is well.'),
  })
  .meta({ id: 'Pairing' })

export const pairingId = strict({ id: z.string().regex(/^\d{1,18}$/, 'Expected the id of a pairing, such as 17') })

/** An address as one side gives it to the other: "https://leads.example.com". */
export const baseUrl = z
  .url({ protocol: /^https?$/, error: 'Expected an address such as https://leads.example.com' })
  .max(500)
