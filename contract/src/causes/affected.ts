import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { documentKey } from '../setup/parts.ts'
import { strict } from '../strict.ts'

/** Documents whose change can let refused leads through. */
export const affectingKinds = ['picklist', 'mapper', 'campaign', 'delivery'] as const

export const affectedBy = {
  kind: z.enum(affectingKinds).describe('Kind of the document.'),
  key: documentKey.describe('Its key; of a campaign its reference.'),
}

export const showAffected = endpoint({
  name: 'causes.affected',
  method: 'GET',
  path: '/v1/causes/affected',
  summary: 'Count the leads that a changed document could let through',
  description:
    'Leads that wait and whose cause names the document: a value of the picklist, a check of the campaign, a refusal of the delivery, or ' +
    'of a delivery that uses the mapper. Nothing is done with them until somebody asks for it with `POST /v1/causes/recheck`. The answer ' +
    'to a `PUT` of such a document tells the same number in the header `Affected-Leads`.',
  scopes: reading,
  query: strict(affectedBy),
  status: 200,
  output: z
    .object({
      leads: z.int().describe('Each once.'),
      causes: z.array(z.string()).describe('Ids of their causes, for `GET /v1/leads?cause=`.'),
    })
    .meta({ id: 'AffectedLeads' }),
  errors: [],
})
