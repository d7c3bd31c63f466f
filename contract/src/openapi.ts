// The OpenAPI 3.1 document, made from the endpoints themselves.

import { z } from 'zod'
import type { AnyEndpoint, BodyType } from './endpoint.ts'
import { problem } from './problem.ts'

type Json = Record<string, unknown>

/**
 * Builds the document.
 * @param endpoints usually the whole catalogue; tags follow the part of the name before the dot, in first-seen order
 * @param version of the product
 */
export function openApi(endpoints: readonly AnyEndpoint[], version: string): Json {
  const schemas: Json = {}
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const item = (paths[endpoint.path] ??= {})
    item[endpoint.method.toLowerCase()] = operation(endpoint, schemas)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Switchyard API',
      version,
      description:
        'JSON in and out: camelCase, ids are strings, times ISO 8601 in UTC, money decimal strings beside a currency. ' +
        'Errors are `application/problem+json` (RFC 9457) with every mistake and its path. ' +
        'Unknown properties are mistakes too.',
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { session: [] }],
    tags: [...new Set(endpoints.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key: `Authorization: Bearer sy_…`.' },
        session: { type: 'apiKey', in: 'cookie', name: 'switchyard_session', description: 'A signed-in person.' },
      },
      responses: { Problem: problemResponse(schemas) },
      schemas,
    },
  }
}

export function tagOf(endpoint: AnyEndpoint): string {
  return endpoint.name.split('.')[0] ?? endpoint.name
}

function operation(endpoint: AnyEndpoint, schemas: Json): Json {
  const { scopes, description } = endpoint
  const who = scopes === 'public' ? 'Needs no key.' : `Scopes: ${scopes.join(', ')}.`
  return {
    operationId: endpoint.name,
    tags: [tagOf(endpoint)],
    summary: endpoint.summary,
    description: [description, who].filter(Boolean).join('\n\n'),
    ...(scopes === 'public' ? { security: [] } : {}),
    'x-scopes': scopes === 'public' ? [] : scopes,
    parameters: [
      ...pathParameters(endpoint, schemas),
      ...queryParameters(endpoint, schemas),
      ...headerParameters(endpoint),
    ],
    ...(endpoint.body === undefined ? {} : { requestBody: requestBody(endpoint, endpoint.body, schemas) }),
    responses: responses(endpoint, schemas),
  }
}

function pathParameters(endpoint: AnyEndpoint, schemas: Json): Json[] {
  const { properties } = objectSchema(endpoint.params, schemas)
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'path', required: true, schema }))
}

function queryParameters(endpoint: AnyEndpoint, schemas: Json): Json[] {
  const { properties, required } = objectSchema(endpoint.query, schemas)
  return Object.entries(properties).map(([name, { description, ...schema }]) => {
    const prefix = endpoint.spread?.[name]
    const about = description === undefined ? {} : { description }
    if (prefix === undefined) return { name, in: 'query', required: required.includes(name), ...about, schema }
    const propertyNames = { pattern: `^${prefix.replaceAll('.', '\\.')}` }
    return { name, in: 'query', ...about, style: 'form', explode: true, schema: { ...schema, propertyNames } }
  })
}

function headerParameters(endpoint: AnyEndpoint): Json[] {
  return (endpoint.headers ?? []).map(({ name, description }) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }))
}

const mediaTypes: Readonly<Record<BodyType, string>> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
}

function requestBody(endpoint: AnyEndpoint, body: z.ZodType, schemas: Json): Json {
  const schema = schemaOf(body, 'input', schemas)
  const example = endpoint.example === undefined ? {} : { example: endpoint.example }
  const open = { type: 'object', additionalProperties: { type: 'string' } }
  const accepts = endpoint.accepts ?? ['json']
  const takesJson = accepts.includes('json')
  const content = accepts.map((type) => [
    mediaTypes[type],
    type === 'json' ? { schema, ...example } : takesJson ? { schema: open } : { schema, ...example },
  ])
  return { required: true, content: Object.fromEntries(content) }
}

function responses(endpoint: AnyEndpoint, schemas: Json): Json {
  const answer: Json = { description: endpoint.status === 204 ? 'Done.' : 'Success.' }
  if (endpoint.output !== undefined) {
    answer['content'] = {
      [endpoint.produces ?? 'application/json']: { schema: schemaOf(endpoint.output, 'output', schemas) },
    }
  }
  const refusals = Object.fromEntries(refusalsOf(endpoint).map((status) => [String(status), refusal]))
  return { [String(endpoint.status)]: answer, ...refusals }
}

const refusal = { $ref: '#/components/responses/Problem' }

/** The endpoint's own and those that every endpoint of its kind can answer, ascending. */
export function refusalsOf(endpoint: AnyEndpoint): readonly number[] {
  const takesInput = endpoint.body !== undefined || endpoint.query !== undefined || endpoint.params !== undefined
  const statuses = new Set(endpoint.errors)
  if (takesInput) statuses.add(400)
  if (endpoint.scopes !== 'public') statuses.add(401).add(403)
  if (endpoint.body !== undefined) statuses.add(413).add(415)
  return [...statuses.add(500).add(503)].toSorted((a, b) => a - b)
}

function problemResponse(schemas: Json): Json {
  return {
    description: 'Refused or failed; `code` says why.',
    headers: { 'Retry-After': { description: 'Seconds; with 429 and 503.', schema: { type: 'integer' } } },
    content: { 'application/problem+json': { schema: schemaOf(problem, 'output', schemas) } },
  }
}

function objectSchema(
  schema: z.ZodType | undefined,
  schemas: Json,
): { readonly properties: Readonly<Record<string, Json>>; readonly required: readonly string[] } {
  if (schema === undefined) return { properties: {}, required: [] }
  const made = schemaOf(schema, 'input', schemas)
  // Parameters are described by plain objects; z.toJSONSchema gives such a one these two properties.
  const { properties = {}, required = [] } = made as { properties?: Record<string, Json>; required?: string[] }
  return { properties, required }
}

/**
 * Named parts go to the document's components, where every operation shares them. What is answered can be sent back as it is, so
 * a part that travels both ways stands there once, as it is sent: with its defaults.
 */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const made: Json = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
    cycles: 'ref',
    reused: 'inline',
  })
  const { $schema: _, $defs = {}, ...rest } = made
  const keep = (name: string, part: Json) => {
    if (io === 'input' || !(name in schemas)) schemas[name] = part
  }
  // $defs of a JSON Schema is an object of schemas.
  for (const [name, part] of Object.entries($defs as Record<string, Json>)) keep(name, relinked(part))
  const own = relinked(rest)
  const id = z.globalRegistry.get(schema)?.id
  if (id === undefined || '$ref' in own) return own
  keep(id, own)
  return { $ref: `#/components/schemas/${id}` }
}

function relinked(node: Json): Json {
  const { $id: _, id: __, ...rest } = node
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace(/^#\/\$defs\//, '#/components/schemas/')
        : walk(inner),
    ])
    return Object.fromEntries(entries)
  }
  // An object stays an object under `walk`.
  return walk(rest) as Json
}
