import { endpoint, operating } from '../endpoint.ts'
import { causeIdText } from '../causes/id.ts'
import { leadSelection } from '../jobs/selection.ts'
import { strict } from '../strict.ts'
import { draft } from './draft.ts'

export const createDraft = endpoint({
  name: 'drafts.create',
  method: 'POST',
  path: '/v1/drafts',
  summary: 'Begin to correct rejected leads',
  description:
    'Its leads are fixed here and now. A draft of yours for the same cause in which something was typed is answered again instead. ' +
    '422 `too_many` above 10,000 leads, `several_campaigns` for leads of more than one campaign, `nothing_to_correct` where none is rejected.',
  scopes: operating,
  body: strict({
    cause: causeIdText.optional().describe('Every lead that has this cause.'),
    selection: leadSelection.optional().describe('Those of them that are rejected.'),
  })
    .refine(({ cause, selection }) => (cause === undefined) !== (selection === undefined), {
      path: ['cause'],
      error: 'Name either a cause or a selection of leads',
    })
    .meta({ id: 'DraftRequest' }),
  bodyLimit: 4 * 1024 * 1024,
  example: { cause: 'c0123456789abcdef01234567' },
  status: 201,
  output: draft,
  errors: [404, 422],
})
