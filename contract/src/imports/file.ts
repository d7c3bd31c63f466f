import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { importId } from './id.ts'

export const importFileQuery = strict({
  rows: z.enum(['failed']).optional().describe('Only the rows that came to nothing.'),
  format: z.enum(['csv', 'xlsx']).optional().describe('Of the failing rows; left out: the one that the file came in.'),
})

export const showImportFile = endpoint({
  name: 'imports.file',
  method: 'GET',
  path: '/v1/imports/{id}/file',
  summary: 'Fetch the file of an import, or its failing rows',
  description:
    'The file as it came. With `rows=failed` the rows that failed or were left out, with their cells as they came, the LeadID ' +
    'where there is one, and why; before the import is run, those that would be. 404 when the file is gone.',
  scopes: reading,
  params: importId,
  query: importFileQuery,
  status: 200,
  output: z.unknown(),
  errors: [404],
})
