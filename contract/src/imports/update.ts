import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { importId } from './id.ts'
import { importDetail } from './import.ts'
import { importPurposes } from './words.ts'

export const updateImport = endpoint({
  name: 'imports.update',
  method: 'PATCH',
  path: '/v1/imports/{id}',
  summary: 'Change how an uploaded file is read or what is done with it',
  description: 'Before it is run: the file is judged anew. 409 `wrong_state` once it was run.',
  scopes: operating,
  params: importId,
  body: strict({
    purpose: z.enum(importPurposes).optional(),
    options: z
      .record(z.string(), z.unknown())
      .default({})
      .describe('As in `ImportOptions`. Those that are not named stay as they are; null takes one back.'),
  }),
  example: { options: { mapping: { Telephone: 'phone' }, encoding: 'windows-1252' } },
  status: 200,
  output: importDetail,
  errors: [404, 409, 422],
})
