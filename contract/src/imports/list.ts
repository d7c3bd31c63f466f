import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { commaList, commaOneOf, cursor, limit } from '../query.ts'
import { nextCursor } from '../setup/documents.ts'
import { strict } from '../strict.ts'
import { importSummary } from './import.ts'
import { importPurposes, importStates } from './words.ts'

export const listImports = endpoint({
  name: 'imports.list',
  method: 'GET',
  path: '/v1/imports',
  summary: 'List imports, newest first',
  scopes: reading,
  query: strict({
    campaign: commaList('References of campaigns.'),
    purpose: commaOneOf(importPurposes, 'What the files were for.'),
    state: commaOneOf(importStates, 'State of the import.'),
    limit: limit(50),
    cursor,
  }),
  status: 200,
  output: z.object({ imports: z.array(importSummary), nextCursor }),
  errors: [],
})
