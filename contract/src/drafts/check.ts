import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { draftCounts, draftVerdict } from './draft.ts'
import { draftId } from './id.ts'

const count = z.int()

export const checkDraft = endpoint({
  name: 'drafts.check',
  method: 'POST',
  path: '/v1/drafts/{id}/check',
  summary: 'Say what the corrections of a draft would make of its leads',
  description:
    'Checks leads with their corrections under the set-up of today: fields, filters, suppression, duplicates and caps; writes nothing ' +
    'on them. With `rows` only those, each for itself. Without, all of them as the job would, among each other too, and `plan` says ' +
    'what the job would do.',
  scopes: operating,
  params: draftId,
  body: strict({
    rows: z
      .array(z.string().regex(/^\d{1,18}$/, 'Expected the id of a lead'))
      .max(10_000)
      .optional()
      .describe("Leads' ids."),
  }).prefault({}),
  bodyLimit: 1024 * 1024,
  example: { rows: ['10423'] },
  status: 200,
  output: z.object({
    version: count.describe('Of the draft that was checked; `run` wants to hear it.'),
    counts: draftCounts,
    rows: z
      .array(
        z.object({
          id: z.string(),
          verdict: draftVerdict,
          currentRevision: count.nullable().describe('Of the lead; null when it is gone.'),
          editing: z.array(z.string()).describe('Who else has changed this lead in a draft that is open.'),
        }),
      )
      .describe(
        'Without `rows` in the request: all that are in the draft. Those that others have taken care of leave it.',
      ),
    plan: z
      .object({
        leads: count.describe('Leads in the job: the sum of the next five.'),
        accepted: count.describe('For refusals of a buyer: they would be sent to it again.'),
        stillRejected: z.array(z.object({ code: z.string(), count })).describe('By the first failure that is left.'),
        quarantined: count,
        errored: count,
        kept: count,
        leftOut: z
          .array(z.object({ reason: z.string(), count }))
          .describe('Changed, and nothing would be done with them.'),
        untouched: count.describe('Nothing was typed in them, and they would be refused again: they stay here.'),
      })
      .nullable(),
  }),
  errors: [404, 422],
})
