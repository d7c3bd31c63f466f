import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { checkLead } from './check.ts'
import { leadId } from './id.ts'

export const previewLead = endpoint({
  name: 'leads.preview',
  method: 'POST',
  path: '/v1/leads/{id}/preview',
  summary: 'Say what would become of a lead with other values',
  description:
    'As `POST /v1/leads/{id}/check`, with the values given laid over the stored ones. Changes nothing; a key that the campaign ' +
    'does not know has no effect here and is refused when the edit is saved.',
  scopes: operating,
  params: leadId,
  body: strict({ fields: z.record(z.string().max(100), z.unknown()) }),
  example: { fields: { vehicle_year: 2015 } },
  status: 200,
  output: checkLead.output,
  errors: [404, 409],
})
