import { endpoint, reading } from '../endpoint.ts'
import { instant } from '../query.ts'
import { strict } from '../strict.ts'
import { cause } from './cause.ts'
import { causeId } from './id.ts'

export const showCause = endpoint({
  name: 'causes.show',
  method: 'GET',
  path: '/v1/causes/{id}',
  summary: 'Show one cause',
  description: 'Also one that was cured and that no lead has any more.',
  scopes: reading,
  params: causeId,
  query: strict({
    from: instant('Its leads received at or after this time.'),
    to: instant('Its leads received before this time.'),
  }),
  status: 200,
  output: cause,
  errors: [404],
})
