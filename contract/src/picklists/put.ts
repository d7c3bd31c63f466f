import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { ifMatch, ownKey, readOnly, keyParams } from '../setup/documents.ts'
import { picklist } from '../setup/lists.ts'
import { strict } from '../strict.ts'
import { storedPicklist } from './stored.ts'

/** Nobody unlocks a list by writing a document that does not speak of it. */
const locked = z.boolean().optional().describe('Left out: as it was.')

export const putPicklist = endpoint({
  name: 'picklists.put',
  method: 'PUT',
  path: '/v1/picklists/{key}',
  summary: 'Create or replace a picklist',
  description:
    '422 with `in_use` when a value would be gone that a field, a rule, a cap or a mapper names; the path says which. 422 with `locked` ' +
    'when the list is locked and its values would change; only an admin unlocks it, by `"locked": false`.',
  scopes: operating,
  headers: [ifMatch],
  params: keyParams,
  body: strict({ ...picklist.shape, locked, key: ownKey, ...readOnly }).meta({ id: 'PicklistDocument' }),
  bodyLimit: 5 * 1024 * 1024,
  example: { name: 'Makes', values: [{ value: 'Volkswagen', synonyms: ['VW'] }, { value: 'Ford' }] },
  status: 200,
  output: storedPicklist,
  errors: [409, 422],
})
