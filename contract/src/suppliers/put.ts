import { endpoint, operating } from '../endpoint.ts'
import { ifMatch, ownKey, readOnly, sidParams } from '../setup/documents.ts'
import { supplier } from '../setup/lists.ts'
import { strict } from '../strict.ts'
import { storedSupplier } from './stored.ts'

export const putSupplier = endpoint({
  name: 'suppliers.put',
  method: 'PUT',
  path: '/v1/suppliers/{sid}',
  summary: 'Create or replace a supplier',
  scopes: operating,
  headers: [ifMatch],
  params: sidParams,
  body: strict({ ...supplier.shape, sid: ownKey, ...readOnly }).meta({ id: 'SupplierDocument' }),
  bodyLimit: 5 * 1024 * 1024,
  example: { name: 'Ad Co', valueMaps: { make: { 'V.W.': 'Volkswagen' } } },
  status: 200,
  output: storedSupplier,
  errors: [409, 422],
})
