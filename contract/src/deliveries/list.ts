import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { cursor, limit } from '../query.ts'
import { nextCursor } from '../setup/documents.ts'
import { documentKey } from '../setup/parts.ts'
import { strict } from '../strict.ts'
import { storedDelivery } from './stored.ts'

export const listDeliveries = endpoint({
  name: 'deliveries.list',
  method: 'GET',
  path: '/v1/deliveries',
  summary: 'List deliveries by key',
  scopes: reading,
  query: strict({ campaign: documentKey.optional().describe('Of this campaign only.'), limit: limit(500), cursor }),
  status: 200,
  output: z.object({ deliveries: z.array(storedDelivery), nextCursor }),
  errors: [],
})
