import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { nextCursor, pageQuery } from '../setup/documents.ts'
import { storedCampaign } from './stored.ts'

export const listCampaigns = endpoint({
  name: 'campaigns.list',
  method: 'GET',
  path: '/v1/campaigns',
  summary: 'List campaigns by key',
  scopes: reading,
  query: pageQuery,
  status: 200,
  output: z.object({ campaigns: z.array(storedCampaign), nextCursor }),
  errors: [],
})
