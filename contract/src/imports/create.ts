import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { documentKey } from '../setup/parts.ts'
import { strict } from '../strict.ts'
import { importDetail } from './import.ts'
import { importOptions } from './options.ts'
import { importPurposes } from './words.ts'

/** Beyond it a file is refused. */
export const largestImportBytes = 256 * 1024 * 1024

/** The parts of the form; `options` travels as JSON text. */
export const importUpload = strict({
  file: z.unknown().meta({ type: 'string', format: 'binary' }),
  campaign: documentKey.optional().describe('Its reference. Only entries of a suppression list need none.'),
  purpose: z.enum(importPurposes).default('leads'),
  options: importOptions.prefault({}),
})

export const createImport = endpoint({
  name: 'imports.create',
  method: 'POST',
  path: '/v1/imports',
  summary: 'Upload a file',
  description:
    'A csv or xlsx file of leads, of corrections to rejected leads, of returns, or of entries for a suppression list. Says what running it ' +
    'would do; nothing changes yet. For a big file the answer comes before all rows are read: `preview.complete` is false, and `GET` tells ' +
    'more. `options` is JSON text.',
  scopes: operating,
  body: importUpload,
  example: {
    file: '(the file)',
    campaign: 'auto-warranty',
    purpose: 'leads',
    options: { supplier: 'ADC1', mapping: { Telephone: 'phone' } },
  },
  accepts: ['multipart'],
  bodyLimit: largestImportBytes,
  status: 201,
  output: importDetail,
  errors: [404, 422],
})
