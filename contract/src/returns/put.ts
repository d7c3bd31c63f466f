import { adminOnly, endpoint } from '../endpoint.ts'
import { readOnly } from '../setup/documents.ts'
import { strict } from '../strict.ts'
import { returnReasons, storedReturnReasons } from './reasons.ts'

export const putReturnReasons = endpoint({
  name: 'returns.putReasons',
  method: 'PUT',
  path: '/v1/return-reasons',
  summary: 'Write the reasons that a return may be given',
  description: 'Leads that were returned before keep the reason they were returned for.',
  scopes: adminOnly,
  body: strict({ ...returnReasons.shape, ...readOnly }),
  example: { reasons: ['Wrong number', 'Did not ask for it', 'Duplicate'] },
  status: 200,
  output: storedReturnReasons,
  errors: [],
})
