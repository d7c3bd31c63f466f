import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { keyParams } from '../setup/documents.ts'
import { strict } from '../strict.ts'

export const addSuppressionEntries = endpoint({
  name: 'suppression.addEntries',
  method: 'POST',
  path: '/v1/suppression/{key}/entries',
  summary: 'Add entries to a suppression list',
  description:
    'Values in plain text, or their SHA-256 or MD5 as hex digits of the value in small letters. Only digests are kept. Entries ' +
    'match for ever.',
  scopes: operating,
  params: keyParams,
  body: strict({ entries: z.array(z.string().trim().min(1).max(500)).min(1).max(20_000) }),
  bodyLimit: 5 * 1024 * 1024,
  example: { entries: ['ann@example.com', '+447700900123'] },
  status: 200,
  output: z.object({
    added: z.int(),
    alreadyThere: z.int(),
    total: z.int().describe('Entries of the list now.'),
  }),
  errors: [404],
})
