import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { cureExample, cureRequest } from './cureRequest.ts'

const count = z.int()

export const previewCure = endpoint({
  name: 'causes.preview',
  method: 'POST',
  path: '/v1/causes/preview',
  summary: 'Say what a cure would make of the leads',
  description:
    'Checks every lead again under the set-up as the cure would leave it: fields, filters, suppression, duplicates and caps. Changes ' +
    'nothing and holds nothing. `{ "kind": "none" }` says how many would be accepted after a change of set-up. 422 where the cure ' +
    'cannot be done, `too_many` above 50,000 leads.',
  scopes: operating,
  body: cureRequest,
  bodyLimit: 4 * 1024 * 1024,
  example: cureExample,
  status: 200,
  output: z
    .object({
      matched: count.describe('Leads in all: the sum of the others.'),
      accepted: count.describe(
        'They would pass. For refusals of a buyer: they would be sent to it again; what it answers nobody knows.',
      ),
      stillRejected: z
        .array(z.object({ code: z.string(), count }))
        .describe('By the first failure that would be left; most frequent first.'),
      quarantined: count,
      errored: count,
      kept: count.describe('They would be kept rejected.'),
      leftOut: z.array(z.object({ reason: z.string(), count })).describe('Nothing would be done with them.'),
      changes: z
        .array(z.object({ kind: z.string(), key: z.string(), words: z.string() }))
        .describe('Documents of the set-up that would be written. They hold for leads to come as well.'),
      mappers: z
        .array(z.object({ key: z.string(), code: z.string().nullable(), given: z.boolean(), words: z.string() }))
        .describe('The cells of a new list value, one for each mapper of the list; the cure asks for each of them.'),
      campaigns: z.array(z.string()).describe('Other campaigns whose leads the change concerns too.'),
      warnings: z.array(z.string()),
    })
    .meta({ id: 'CurePreview' }),
  errors: [404, 422],
})
