// What can be followed on the event stream, and the shape of each event's data.

import { z } from 'zod'

export const streamTopics = ['jobs', 'leads', 'counters'] as const
export type StreamTopic = (typeof streamTopics)[number]

export const changedLeads = z.object({
  ids: z.array(z.string()).describe('At most 500.'),
  many: z.boolean().describe('More changed than are named.'),
})
export type ChangedLeads = z.output<typeof changedLeads>

/** Since the counters before; leads, test leads not among them. */
export const counters = z.object({
  received: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  quarantined: z.int(),
  sold: z.int(),
})
export type Counters = z.output<typeof counters>
