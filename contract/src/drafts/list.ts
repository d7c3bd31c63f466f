import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { draft } from './draft.ts'

export const listDrafts = endpoint({
  name: 'drafts.list',
  method: 'GET',
  path: '/v1/drafts',
  summary: 'List your drafts of corrections in which leads are left',
  description: 'The one that was saved last comes first; 100 at most.',
  scopes: reading,
  query: strict({}),
  status: 200,
  output: z.object({ drafts: z.array(draft) }),
  errors: [],
})
