import { z } from 'zod'
import { consentStates } from '../leads/words.ts'

export const consentChannels = ['email', 'sms'] as const
export type ConsentChannel = (typeof consentChannels)[number]

/** One step in the history of a lead's consent. */
export const consentChange = z
  .object({
    channel: z.enum(consentChannels),
    from: z.enum(consentStates),
    to: z.enum(consentStates),
    at: z.iso.datetime(),
    actor: z.string().describe('Who did it; the supplier for what the lead came in with.'),
    source: z.string().describe('`intake` for what the lead came in with, otherwise by which road: `job 17`.'),
    evidence: z.string().nullable(),
  })
  .meta({ id: 'ConsentChange' })
