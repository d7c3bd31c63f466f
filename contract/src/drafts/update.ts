import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { draftId } from './id.ts'

const field = z.string().min(1).max(100)

export const draftPatch = strict({
  set: z.record(field, z.string().max(20_000).nullable()).default({}).describe('New values by field; null empties it.'),
  revert: z.array(field).default([]).describe('Fields that shall have the value of the lead again.'),
  kept: z.boolean().optional().describe('Let it stay rejected.'),
  revision: z.int().min(1).optional().describe("Make the changes on this revision: somebody else's edit was seen."),
})
export type DraftPatch = z.output<typeof draftPatch>

export const updateDraft = endpoint({
  name: 'drafts.update',
  method: 'PATCH',
  path: '/v1/drafts/{id}',
  summary: 'Save corrections in a draft',
  description:
    'Each cell stands for itself: what was not changed elsewhere since `version` is saved, the rest is answered in `conflicts` with ' +
    'the value that stands there now. Sending the same again changes nothing. Nothing is written on the leads. 409 `running` while ' +
    'its job runs.',
  scopes: operating,
  params: draftId,
  body: strict({
    version: z.int().min(0).describe('The newest that was seen.'),
    rows: z
      .record(z.string().regex(/^\d{1,18}$/, 'Expected the id of a lead'), draftPatch)
      .describe("By the lead's id."),
  }),
  bodyLimit: 8 * 1024 * 1024,
  example: { version: 3, rows: { '10423': { set: { make: 'Volkswagen' } } } },
  status: 200,
  output: z.object({
    version: z.int(),
    savedAt: z.iso.datetime(),
    conflicts: z.array(
      z.object({
        id: z.string(),
        field: z.string().nullable().describe('Null: it is about the row being kept.'),
        value: z.string().nullable().optional().describe('What stands there now; left out: the value of the lead.'),
        kept: z.boolean(),
      }),
    ),
    missing: z.array(z.string()).describe('Leads that are not in the draft any more.'),
  }),
  errors: [403, 404, 409, 422],
})
