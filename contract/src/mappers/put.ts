import { endpoint, operating } from '../endpoint.ts'
import { ifMatch, ownKey, readOnly, keyParams } from '../setup/documents.ts'
import { mapper } from '../setup/lists.ts'
import { strict } from '../strict.ts'
import { storedMapper } from './stored.ts'

export const putMapper = endpoint({
  name: 'mappers.put',
  method: 'PUT',
  path: '/v1/mappers/{key}',
  summary: 'Create or replace a mapper',
  scopes: operating,
  headers: [ifMatch],
  params: keyParams,
  body: strict({ ...mapper.shape, key: ownKey, ...readOnly }).meta({ id: 'MapperDocument' }),
  bodyLimit: 5 * 1024 * 1024,
  example: { picklist: 'makes', pairs: { Volkswagen: 'VW' }, missing: { default: 'OTHER' } },
  status: 200,
  output: storedMapper,
  errors: [409, 422],
})
