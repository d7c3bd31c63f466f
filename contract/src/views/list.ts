import { z } from 'zod'
import { endpoint, reading } from '../endpoint.ts'
import { storedView } from './view.ts'

export const listViews = endpoint({
  name: 'views.list',
  method: 'GET',
  path: '/v1/views',
  summary: "List one's own saved views of the leads, and the shared ones, by name",
  scopes: reading,
  status: 200,
  output: z.object({ views: z.array(storedView) }),
  errors: [],
})
