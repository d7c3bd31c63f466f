import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { leadDetail } from './detail.ts'
import { leadId } from './id.ts'

export const updateLead = endpoint({
  name: 'leads.update',
  method: 'PATCH',
  path: '/v1/leads/{id}',
  summary: "Edit a lead's values",
  description:
    'The new values are checked like received ones. 409 `stale_revision` when somebody edited in between; 422 with one error ' +
    'per value that the checks refuse, and then nothing is stored. A value of null empties the field.',
  scopes: operating,
  params: leadId,
  body: strict({
    fields: z
      .record(z.string(), z.unknown())
      .refine((fields) => Object.keys(fields).length > 0, 'Name at least one field')
      .refine((fields) => Object.keys(fields).length <= 500, 'A lead may have at most 500 fields'),
    reason: z.string().trim().min(1, 'Say why, in a few words').max(500),
    revision: z.int().min(1).describe('The revision that the editor saw.'),
  }),
  example: { fields: { vehicle_year: 2015 }, reason: 'Year mistyped, checked by phone', revision: 1 },
  status: 200,
  output: leadDetail,
  errors: [404, 409, 422],
})
