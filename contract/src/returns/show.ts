import { endpoint, reading } from '../endpoint.ts'
import { storedReturnReasons } from './reasons.ts'

export const showReturnReasons = endpoint({
  name: 'returns.reasons',
  method: 'GET',
  path: '/v1/return-reasons',
  summary: 'Show the reasons that a return may be given',
  scopes: reading,
  status: 200,
  output: storedReturnReasons,
  errors: [],
})
