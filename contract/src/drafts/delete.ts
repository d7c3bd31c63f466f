import { endpoint, operating } from '../endpoint.ts'
import { draftId } from './id.ts'

export const deleteDraft = endpoint({
  name: 'drafts.delete',
  method: 'DELETE',
  path: '/v1/drafts/{id}',
  summary: 'Throw a draft of corrections away',
  description: 'Nothing happens to its leads. Only its owner and admins may.',
  scopes: operating,
  params: draftId,
  status: 204,
  errors: [403, 404, 409],
})
