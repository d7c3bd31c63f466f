import { endpoint, operating } from '../endpoint.ts'
import { ifMatch, ownKey, readOnly, bidParams } from '../setup/documents.ts'
import { buyer } from '../setup/lists.ts'
import { strict } from '../strict.ts'
import { storedBuyer } from './stored.ts'

export const putBuyer = endpoint({
  name: 'buyers.put',
  method: 'PUT',
  path: '/v1/buyers/{bid}',
  summary: 'Create or replace a buyer',
  scopes: operating,
  headers: [ifMatch],
  params: bidParams,
  body: strict({ ...buyer.shape, bid: ownKey, ...readOnly }).meta({ id: 'BuyerDocument' }),
  bodyLimit: 5 * 1024 * 1024,
  example: { name: 'ACME Ltd', caps: [{ period: 'month', limit: 2000 }] },
  status: 200,
  output: storedBuyer,
  errors: [409, 422],
})
