// One thing on the Home screen that waits for a person.

import { z } from 'zod'
import { alert } from '../alerts/alert.ts'
import { jobStates } from '../jobs/words.ts'

const count = z.int().min(0)
const time = z.iso.datetime()

export const need = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('alert'), alert }).describe('An open alert that none of the others tells already.'),
    z
      .object({ kind: z.literal('review'), delivery: z.string(), waiting: count, since: time.nullable() })
      .describe('Dispatches whose outcome nobody knows, waiting to be resolved.'),
    z
      .object({
        kind: z.literal('failing'),
        delivery: z.string(),
        breaker: z.enum(['closed', 'probing', 'open']).describe('The worst of all workers.'),
        until: time.nullable().describe('When an open breaker lets a probe through.'),
        attempts: count.describe('Among the newest 2,000 of the account, and of the last hour.'),
        failed: count.describe('Those of them without an answer that says yes or no.'),
      })
      .describe('A delivery whose destination does not answer as it should.'),
    z
      .object({
        kind: z.literal('cap'),
        scope: z.enum(['campaign', 'supplier', 'delivery', 'buyer']),
        key: z.string().describe('Reference, SID, key or BID.'),
        campaign: z.string().nullable(),
        words: z.string(),
        whenFull: z.enum(['next', 'hold', 'reject']),
        resetsAt: time.nullable(),
      })
      .describe('A cap that is full.'),
    z
      .object({
        kind: z.literal('job'),
        id: z.string(),
        action: z.string(),
        state: z.enum(jobStates),
        reason: z.string().nullable(),
        why: z.enum(['stuck', 'paused', 'failed']).describe('`stuck`: due for two minutes, and nobody works on it.'),
        since: time,
      })
      .describe('A job that does not go on by itself, or failed within a day.'),
    z
      .object({
        kind: z.literal('causes'),
        causes: count.describe('Open causes.'),
        biggest: z.object({ id: z.string(), message: z.string(), leads: count }).describe('The cause of most leads.'),
      })
      .describe('Rejected and refused leads whose causes nobody has looked after.'),
  ])
  .meta({ id: 'Need' })
