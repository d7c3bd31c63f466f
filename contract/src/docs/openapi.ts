import { z } from 'zod'
import { endpoint } from '../endpoint.ts'

export const showOpenApi = endpoint({
  name: 'docs.openapi',
  method: 'GET',
  path: '/v1/openapi.json',
  summary: 'This API as an OpenAPI 3.1 document',
  scopes: 'public',
  status: 200,
  output: z.record(z.string(), z.unknown()),
  errors: [],
})
