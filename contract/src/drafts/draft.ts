// A draft of corrections as the API tells it: some rejected leads, and what a person has typed over their values so far.

import { z } from 'zod'
import { draftSeverities, draftVerdicts } from './words.ts'

const count = z.int()

export const draftCounts = z
  .object({
    rows: count,
    ready: count.describe('They would be accepted, or sent, as they stand now.'),
    left: count.describe('Neither ready nor kept.'),
    kept: count.describe('They would be kept rejected.'),
    changed: count.describe('Something was typed in them.'),
    conflicts: count.describe('Changed here, and edited by somebody else since.'),
  })
  .meta({ id: 'DraftCounts' })

export const draft = z
  .object({
    id: z.string(),
    cause: z.string().nullable().describe('Null: its leads were chosen.'),
    about: z.string().describe('What the leads were refused for, in words.'),
    field: z.string().nullable().describe('The field of the cause.'),
    campaign: z.string(),
    delivery: z.string().nullable().describe('The buyer of this delivery refused them: they will be sent to it again.'),
    owner: z.string(),
    mine: z.boolean().describe('Only its owner may change and run it.'),
    version: count.describe('Counts up with every change.'),
    counts: draftCounts,
    jobId: z.string().nullable().describe('The job that carried it out last.'),
    running: z.boolean().describe('That job has not ended: until then nothing can be changed.'),
    createdAt: z.iso.datetime(),
    savedAt: z.iso.datetime(),
  })
  .meta({ id: 'Draft' })

export const draftVerdict = z
  .object({
    state: z.enum(draftVerdicts),
    code: z.string().nullable(),
    reason: z.string().nullable().describe('In words; null when it is ready.'),
    failures: z.array(
      z.object({
        code: z.string(),
        field: z.string().nullable(),
        message: z.string(),
        suggestions: z.array(z.string()),
        severity: z.enum(draftSeverities),
      }),
    ),
  })
  .meta({ id: 'DraftVerdict' })

const cells = z.record(z.string(), z.string())

export const draftRow = z
  .object({
    id: z.string().describe('Of the lead.'),
    place: count,
    supplier: z.string().nullable(),
    receivedAt: z.iso.datetime(),
    status: z.string(),
    revision: count.describe('Of the lead, as the changes were made on.'),
    currentRevision: count,
    values: cells.describe('As the lead has them: cleaned, or as received where the value did not pass.'),
    received: cells.describe('As received, where that is another text.'),
    changes: z.record(z.string(), z.string().nullable()).describe('What was typed over them; null: emptied.'),
    kept: z.boolean(),
    editing: z.array(z.string()).describe('Who else has changed this lead in a draft that is open.'),
    verdict: draftVerdict,
  })
  .meta({ id: 'DraftRow' })
