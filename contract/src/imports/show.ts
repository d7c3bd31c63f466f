import { endpoint, reading } from '../endpoint.ts'
import { importId } from './id.ts'
import { importDetail } from './import.ts'

export const showImport = endpoint({
  name: 'imports.show',
  method: 'GET',
  path: '/v1/imports/{id}',
  summary: 'Show an import: its columns, what it would do, what it did',
  scopes: reading,
  params: importId,
  status: 200,
  output: importDetail,
  errors: [404],
})
