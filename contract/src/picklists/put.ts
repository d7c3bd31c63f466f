import { endpoint, operating } from '../endpoint.ts'
import { ifMatch, ownKey, readOnly, keyParams } from '../setup/documents.ts'
import { picklist } from '../setup/lists.ts'
import { strict } from '../strict.ts'
import { storedPicklist } from './stored.ts'

export const putPicklist = endpoint({
  name: 'picklists.put',
  method: 'PUT',
  path: '/v1/picklists/{key}',
  summary: 'Create or replace a picklist',
  description:
    '422 with `in_use` when a value would be gone that a field, a rule, a cap or a mapper names; the path says which.',
  scopes: operating,
  headers: [ifMatch],
  params: keyParams,
  body: strict({ ...picklist.shape, key: ownKey, ...readOnly }).meta({ id: 'PicklistDocument' }),
  bodyLimit: 5 * 1024 * 1024,
  example: { name: 'Makes', values: [{ value: 'Volkswagen', synonyms: ['VW'] }, { value: 'Ford' }] },
  status: 200,
  output: storedPicklist,
  errors: [409, 422],
})
