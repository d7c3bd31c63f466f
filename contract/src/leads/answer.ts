import { z } from 'zod'
import { disposition } from './disposition.ts'
import { leadStatuses, soldStates } from './words.ts'

/** What the sender of a lead is told. */
export const leadAnswer = z
  .object({
    id: z.string(),
    status: z.enum(leadStatuses),
    sold: z.enum(soldStates).nullable(),
    price: z.string().nullable().describe('What the supplier earns for it; null while that is open or nothing.'),
    currency: z.string(),
    redirectUrl: z.string().nullable(),
    disposition,
    duplicateOf: z.string().nullable(),
    test: z.boolean(),
    receivedAt: z.iso.datetime(),
  })
  .meta({ id: 'LeadAnswer' })
