import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { limit } from '../query.ts'
import { strict } from '../strict.ts'
import { countedFilters } from './counted.ts'
import { leadFilter } from './filter.ts'

export const leadValues = endpoint({
  name: 'leads.values',
  method: 'GET',
  path: '/v1/leads/values',
  summary: 'Count the leads of a search by the values of one filter',
  description:
    'Takes the filters of the list; the one that is counted by is left out of them, so that the answer says what choosing another ' +
    'value of it would find. Most frequent first. A lead with several deliveries, buyers or activities counts for each.',
  scopes: reading,
  query: strict({
    by: z.enum(countedFilters).describe('The filter whose values are counted.'),
    ...leadFilter,
    limit: limit(50, 200),
  }),
  spread: { fields: 'field.' },
  status: 200,
  output: z.object({ values: z.array(z.object({ value: z.string(), count: z.int() })) }).meta({ id: 'LeadValues' }),
  errors: [],
})
