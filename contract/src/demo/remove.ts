import { z } from 'zod'
import { adminOnly, endpoint } from '../endpoint.ts'
import { setupKinds } from '../setup/documents.ts'

export const removeDemo = endpoint({
  name: 'demo.remove',
  method: 'DELETE',
  path: '/v1/demo',
  summary: 'Remove the demo workspace',
  description:
    "Removes the demo's leads with everything that hangs on them, and its set-up documents. Leads and documents that somebody " +
    'has changed since stay, and so do documents that are still needed; the answer names them. 409 `demo_loading` while the ' +
    'leads are still on their way in.',
  scopes: adminOnly,
  status: 200,
  output: z.object({
    removed: z.object({ leads: z.int(), documents: z.int() }),
    kept: z.object({
      leads: z.int().describe('Leads of the demo that were edited.'),
      documents: z.array(z.object({ kind: z.enum(setupKinds), key: z.string(), why: z.string() })),
    }),
  }),
  errors: [409],
})
