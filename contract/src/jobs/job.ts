// A job as the API tells it.

import { z } from 'zod'
import { jobItemStates, jobStates } from './words.ts'

export const job = z
  .object({
    id: z.string(),
    action: z.string(),
    state: z.enum(jobStates),
    total: z.int().describe('Leads in the job; fixed when it is made.'),
    done: z.int().describe('Leads that have their outcome: succeeded, failed and left out together.'),
    succeeded: z.int(),
    failed: z.int(),
    leftOut: z.int().describe('The reason of each stands in the items.'),
    cancelled: z.int().describe('Leads that were still waiting when the job was cancelled.'),
    outcomes: z.record(z.string(), z.int()).describe('How many came to which outcome, such as `{ "accepted": 3 }`.'),
    reason: z.string().nullable().describe('Why the job itself failed, in words.'),
    rate: z.number().nullable().describe('Leads per second since it began; null unless it runs.'),
    etaSeconds: z.int().nullable().describe('How long it will still take at that rate; null unless it runs.'),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    actor: z.string(),
    selection: z.unknown().describe('As asked for, with the seed of a random choice written in.'),
    options: z.unknown(),
    file: z
      .object({ name: z.string(), type: z.string(), bytes: z.int() })
      .nullable()
      .describe('The file it made, served by `GET /v1/jobs/{id}/file`.'),
    waitsForGo: z
      .boolean()
      .describe(
        'It has sent what was to be tried first, and paused itself: `resume` does the rest, `cancel` leaves it alone.',
      ),
    canUndo: z.boolean().describe('`POST /v1/jobs/{id}/undo` would take back what it has done.'),
    undoes: z.string().nullable().describe('The job that this one takes back.'),
    undoneBy: z.string().nullable().describe('The newest job that takes this one back.'),
  })
  .meta({ id: 'Job' })

export const jobItem = z
  .object({
    place: z.int().describe('Its number in the job; of an import, the number of the row.'),
    leadId: z.string().nullable().describe('Null for rows of a file that are about no lead.'),
    state: z.enum(jobItemStates),
    outcome: z.string().nullable(),
    reason: z.string().nullable(),
    dispatchId: z.string().nullable(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'JobItem' })
