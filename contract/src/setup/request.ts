import { z } from 'zod'
import { strict } from '../strict.ts'
import { httpAuth } from './auth.ts'
import { limitedRecord } from './limitedRecord.ts'
import { longText } from './parts.ts'

const pem = z.string().min(1).max(65_536)

export const httpRequest = strict({
  url: z.string().min(1).max(4000).describe('Placeholders may stand after the host.'),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('POST'),
  format: z.enum(['json', 'form', 'xml', 'soap', 'query', 'raw']).default('json'),
  body: z
    .unknown()
    .optional()
    .describe(
      'JSON with templates in its texts, a flat map for form and query, a template text for xml, soap and raw.',
    ),
  contentType: z.string().min(1).max(200).optional(),
  headers: limitedRecord(z.string().min(1).max(100), longText, 100).default({}),
  auth: httpAuth.default({ kind: 'none' }),
  timeoutMs: z.int().min(100).max(60_000).default(15_000).describe('Of the whole call.'),
  clientCertificate: strict({ cert: pem, key: pem.describe('Shown as "••••".'), ca: pem.optional() }).optional(),
}).meta({ id: 'HttpRequest' })
