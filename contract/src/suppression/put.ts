import { endpoint, operating } from '../endpoint.ts'
import { ifMatch, ownKey, readOnly, keyParams } from '../setup/documents.ts'
import { suppressionList } from '../setup/lists.ts'
import { strict } from '../strict.ts'
import { storedSuppressionList } from './stored.ts'

export const putSuppressionList = endpoint({
  name: 'suppression.put',
  method: 'PUT',
  path: '/v1/suppression/{key}',
  summary: 'Create or replace a suppression list',
  scopes: operating,
  headers: [ifMatch],
  params: keyParams,
  body: strict({ ...suppressionList.shape, key: ownKey, ...readOnly }).meta({ id: 'SuppressionListDocument' }),
  bodyLimit: 5 * 1024 * 1024,
  example: { name: 'Do not contact', matches: ['email', 'phone'] },
  status: 200,
  output: storedSuppressionList,
  errors: [409, 422],
})
