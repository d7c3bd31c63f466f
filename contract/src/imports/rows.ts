import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { commaOneOf, cursor, flag, limit } from '../query.ts'
import { nextCursor } from '../setup/documents.ts'
import { strict } from '../strict.ts'
import { importId } from './id.ts'
import { importRow } from './preview.ts'
import { rowVerdicts } from './words.ts'

export const listImportRows = endpoint({
  name: 'imports.rows',
  method: 'GET',
  path: '/v1/imports/{id}/rows',
  summary: 'List rows of an import with what they would do',
  description: 'In the order of the file. Rows of a verdict, or those in which columns of the platform were edited.',
  scopes: reading,
  params: importId,
  query: strict({
    verdict: commaOneOf(rowVerdicts, 'What the rows would do, or did.'),
    ignored: flag('Rows with edits that are ignored.'),
    failed: flag('Rows that failed or were left out, once the import was run.'),
    limit: limit(50),
    cursor,
  }),
  status: 200,
  output: z.object({ rows: z.array(importRow), nextCursor }),
  errors: [404],
})
