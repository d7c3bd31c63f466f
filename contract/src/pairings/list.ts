import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { pairing } from './pairing.ts'

export const listPairings = endpoint({
  name: 'pairings.list',
  method: 'GET',
  path: '/v1/pairings',
  summary: 'The pairings with other Switchyards, newest first',
  scopes: reading,
  query: strict({}),
  status: 200,
  output: z.object({ pairings: z.array(pairing) }),
  errors: [],
})
