import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { limit } from '../query.ts'
import { strict } from '../strict.ts'
import { draft, draftRow } from './draft.ts'
import { draftId } from './id.ts'

export const showDraft = endpoint({
  name: 'drafts.show',
  method: 'GET',
  path: '/v1/drafts/{id}',
  summary: 'Show a draft of corrections with a page of its rows',
  scopes: reading,
  params: draftId,
  query: strict({
    after: z.coerce
      .number<number | string>()
      .int()
      .min(0)
      .default(0)
      .describe("The answer's `nextAfter`, for the next page."),
    limit: limit(500, 2000),
  }),
  status: 200,
  output: z.object({
    draft,
    fields: z
      .array(
        z.object({
          key: z.string(),
          label: z.string(),
          type: z.string(),
          required: z.boolean(),
          computed: z.boolean().describe('Worked out from the others: what is typed has no effect.'),
          choices: z.array(z.string()).nullable().describe('The values it takes, where they stand in a list.'),
        }),
      )
      .describe("The campaign's fields as they are today; empty beyond the first page."),
    rows: z.array(draftRow),
    nextAfter: z.int().nullable(),
  }),
  errors: [404],
})
