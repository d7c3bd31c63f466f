import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { commaList, commaOneOf, instant, limit } from '../query.ts'
import { strict } from '../strict.ts'
import { cause } from './cause.ts'
import { causeKinds, causeStates } from './words.ts'

export const listCauses = endpoint({
  name: 'causes.list',
  method: 'GET',
  path: '/v1/causes',
  summary: 'List what leads are refused for',
  description:
    'Rejected leads and the refusals of buyers of leads that nobody bought, grouped: most leads first. A lead with several failures ' +
    'counts in each of their causes, once; `leads` counts every lead once.',
  scopes: reading,
  query: strict({
    campaign: commaList('References of campaigns.'),
    from: instant('Leads received at or after this time.'),
    to: instant('Leads received before this time.'),
    kind: commaOneOf(causeKinds, 'Who refused.'),
    state: commaOneOf(causeStates, 'State of the cause. Left out: open and acknowledged.'),
    limit: limit(200, 1000),
  }),
  status: 200,
  output: z.object({
    causes: z.array(cause),
    total: z.int().describe('Causes in the wanted states, also beyond the limit.'),
    states: z.record(z.enum(causeStates), z.int()).describe('How many causes are in each state.'),
    leads: z.int().describe('Leads that wait and were refused in that time, each once.'),
    isBehind: z.boolean().describe('So many leads have changed that not all of them are counted yet: ask again.'),
  }),
  errors: [],
})
