import { z } from 'zod'
import { adminOnly, endpoint, scopes } from '../endpoint.ts'
import { documentKey } from '../setup/parts.ts'
import { strict } from '../strict.ts'
import { apiKey } from './key.ts'

export const createKey = endpoint({
  name: 'keys.create',
  method: 'POST',
  path: '/v1/keys',
  summary: 'Make an API key',
  description:
    'The answer is the only place where the key itself is ever shown. An ingest key belongs to one supplier.',
  scopes: adminOnly,
  body: strict({
    name: z.string().trim().min(1).max(200).default('API key'),
    scope: z.enum(scopes),
    supplier: documentKey.optional().describe('Needed for `ingest`, refused otherwise.'),
    buyer: documentKey.optional().describe('Needed for `buyer`, refused otherwise.'),
    expiresAt: z.iso
      .datetime({ offset: true })
      .nullable()
      .optional()
      .describe('For rotation: two keys are valid until then.'),
  }).superRefine((body, context) => {
    for (const [party, scope] of [
      ['supplier', 'ingest'],
      ['buyer', 'buyer'],
    ] as const) {
      if (body.scope === scope && body[party] === undefined) {
        context.addIssue({
          code: 'custom',
          path: [party],
          message: `A key of scope ${scope} belongs to one ${party}; name it`,
          params: { code: 'required' },
        })
      }
      if (body.scope !== scope && body[party] !== undefined) {
        context.addIssue({ code: 'custom', path: [party], message: `Only a key of scope ${scope} has a ${party}` })
      }
    }
  }),
  example: { name: 'Landing page', scope: 'ingest', supplier: 'ADC1' },
  status: 201,
  output: z.object({ ...apiKey.shape, key: z.string().describe('Shown this once.') }),
  errors: [],
})
