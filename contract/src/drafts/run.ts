import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { job } from '../jobs/job.ts'
import { strict } from '../strict.ts'
import { draftId } from './id.ts'

const reason = z.string().trim().min(1, 'Say why, in a few words').max(500)

export const runDraft = endpoint({
  name: 'drafts.run',
  method: 'POST',
  path: '/v1/drafts/{id}/run',
  summary: 'Carry out a draft of corrections',
  description:
    'A job writes the corrections on the leads, each as a revision with the reason, and checks them again; leads that pass go on along ' +
    'their route with the id they have. Leads that are accepted leave the draft, the others stay in it. What somebody else has edited ' +
    'since is left out and not overwritten. 409 `draft_changed` when it was changed after `version` was checked, `running` while a job ' +
    'of it runs, `nothing_to_do` where no row is changed, ready or kept.',
  scopes: operating,
  params: draftId,
  body: strict({
    version: z.int().min(0).describe('The version that was checked.'),
    reason: reason.describe('Kept with each revision.'),
    keepReason: reason.optional().describe('Kept with the leads that stay rejected; asked for when there are some.'),
  }),
  example: { version: 4, reason: 'The supplier meant Volkswagen' },
  status: 202,
  output: job,
  errors: [403, 404, 409, 422],
})
