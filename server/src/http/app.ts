// The HTTP server: mounts routes, reads bodies, knows callers, tells problems.

import { randomUUID } from 'node:crypto'

import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'

import { parseWith } from '@switchyard/contract/issues.ts'
import type { AnyEndpoint } from '@switchyard/contract/endpoint.ts'

import { tokenOf } from '../access/sessions.ts'
import { problemOf } from './failure.ts'
import { readJson } from './jsonBody.ts'
import { invalid, Problem, problemBody } from './problem.ts'
import type { Caller, Route } from './route.ts'
import { securityHeaders } from './securityHeaders.ts'
import { endUnlessPatient } from './slowBodies.ts'
import { mountUpload } from './uploads.ts'

export interface HttpParts {
  readonly routes: readonly Route[]
  /** Pages, health and whatever else is not in the contract. */
  readonly pages: readonly ((app: FastifyInstance) => void | Promise<void>)[]
  /** Throws a 401 Problem when nobody is known. */
  readonly identify: (request: FastifyRequest) => Promise<Caller>
  readonly log: { error(fields: object, message: string): void }
}

const nobody: Caller = { accountId: '0', actor: 'nobody', scope: 'read', party: null, userId: null, keyId: null }
const bodyLimit = 256 * 1024

export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit,
    genReqId: () => randomUUID(),
    // Node looks at unfinished requests only this often (every 30 s by default): together they stay below ten seconds.
    requestTimeout: 9_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 200 },
    http: { headersTimeout: 8_000, connectionsCheckingInterval: 1_000 },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    clientErrorHandler: endUnlessPatient,
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  let closing = false
  app.addHook('preClose', (done) => {
    closing = true
    // A reply whose head went out before, and which ends only now, leaves a connection behind that nobody would end.
    const sweep = setInterval(() => app.server.closeIdleConnections(), 100)
    app.server.once('close', () => clearInterval(sweep))
    done()
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    reply.headers(securityHeaders)
    // Else the caller would keep the connection, and the connection would keep the server from ending.
    if (closing) reply.header('connection', 'close')
    done(null, payload)
  })
  app.setErrorHandler(async (error, request, reply) => {
    const problem = problemOf(error)
    if (!problem) parts.log.error({ error, requestId: request.id, url: request.url }, 'a request failed inside')
    const told =
      problem ?? new Problem(500, 'internal', 'Something failed on our side. The request id finds it in the log.')
    return sendProblem(reply, request, told)
  })
  app.setNotFoundHandler(async (request, reply) =>
    sendProblem(
      reply,
      request,
      new Problem(404, 'not_found', `There is nothing at ${request.method} ${pathOf(request)}`),
    ),
  )
  for (const route of parts.routes) {
    if (route.kind === 'upload') await mountUpload(app, route, (request) => identified(request, route.endpoint, parts))
    else mount(app, route, parts)
  }
  for (const page of parts.pages) await page(app)
  return app
}

function mount(app: FastifyInstance, route: Exclude<Route, { kind: 'upload' }>, parts: HttpParts): void {
  const { endpoint } = route
  const accepts = endpoint.accepts ?? ['json']
  app.route({
    method: endpoint.method,
    url: endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    bodyLimit: endpoint.bodyLimit ?? bodyLimit,
    handler: async (request, reply) => {
      const kind = bodyKind(request)
      if (endpoint.body && request.body !== undefined && (kind === null || !accepts.includes(kind))) {
        throw new Problem(415, 'unsupported_media_type', `Send the body as ${accepts.map(mediaType).join(' or ')}`)
      }
      const bringsKey = route.kind === 'raw' && (kind === 'form' || kind === 'multipart') && !hasProof(request)
      if (bringsKey)
        return answered(reply, endpoint, await route.run({ caller: null, bytes: bytesOf(request), request, reply }))
      const caller = endpoint.scopes === 'public' ? nobody : await identified(request, endpoint, parts)
      const bytes = bytesOf(request)
      if (route.kind === 'raw') return answered(reply, endpoint, await route.run({ caller, bytes, request, reply }))
      const params = parsed(endpoint, 'params', request.params)
      const query = parsed(endpoint, 'query', spreadOf(endpoint, request.query))
      const body = endpoint.body ? parsed(endpoint, 'body', readJson(bytes)) : undefined
      // The three are this endpoint's own parsed types; `handle` pairs it with a handler that takes exactly them.
      const call = { params, query, body, caller, request, reply } as Parameters<typeof route.run>[0]
      const output = await route.run(call)
      if (reply.sent) return reply
      return reply.code(endpoint.status).send(output)
    },
  })
}

function bytesOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
}

/** A raw handler has sent its own reply, or answers a value. */
function answered(reply: FastifyReply, endpoint: AnyEndpoint, value: unknown): FastifyReply {
  return value === undefined || reply.sent ? reply : reply.code(endpoint.status).send(value)
}

/** Whether the headers say who calls. */
function hasProof(request: FastifyRequest): boolean {
  return request.headers.authorization !== undefined || tokenOf(request) !== null
}

async function identified(request: FastifyRequest, endpoint: AnyEndpoint, parts: HttpParts): Promise<Caller> {
  const caller = await parts.identify(request)
  if (endpoint.scopes !== 'public' && !endpoint.scopes.includes(caller.scope)) {
    const needed = endpoint.scopes.join(', ')
    throw new Problem(403, 'forbidden', `This needs one of the scopes ${needed}; you have ${caller.scope}`)
  }
  return caller
}

function parsed(endpoint: AnyEndpoint, part: 'params' | 'query' | 'body', value: unknown): unknown {
  const schema = endpoint[part]
  if (!schema) {
    if (part === 'query' && value !== null && typeof value === 'object') {
      const [unknown] = Object.keys(value)
      if (unknown !== undefined) {
        throw invalid([{ path: unknown, code: 'unknown_property', message: 'This takes no query parameters' }])
      }
    }
    return undefined
  }
  const result = parseWith(schema, value)
  if (result.ok) return result.value
  // A parameter of the path that cannot be one names nothing that exists.
  if (part === 'params') throw new Problem(404, 'not_found', result.problems[0]?.message ?? 'There is no such thing')
  throw invalid(result.problems)
}

/** `field.email=x` → `fields: { email: 'x' }`, as the endpoint's `spread` says. A parameter given twice is refused. */
function spreadOf(endpoint: AnyEndpoint, query: unknown): unknown {
  const given: Record<string, unknown> = { ...(query as object) }
  const result: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given)) {
    if (Array.isArray(value)) {
      throw invalid([{ path: name, code: 'repeated', message: 'Give this parameter once; separate values by commas' }])
    }
    const spread = Object.entries(endpoint.spread ?? {}).find(([, prefix]) => name.startsWith(prefix))
    if (spread) {
      const [property, prefix] = spread
      const record = (result[property] ??= {}) as Record<string, unknown>
      record[name.slice(prefix.length)] = value
    } else result[name] = value
  }
  return result
}

export function bodyKind(request: FastifyRequest): 'json' | 'form' | 'multipart' | null {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/json' || type.endsWith('+json')) return 'json'
  if (type === 'application/x-www-form-urlencoded') return 'form'
  if (type === 'multipart/form-data') return 'multipart'
  return null
}

function mediaType(kind: 'json' | 'form' | 'multipart'): string {
  if (kind === 'json') return 'application/json'
  return kind === 'form' ? 'application/x-www-form-urlencoded' : 'multipart/form-data'
}

function sendProblem(reply: FastifyReply, request: FastifyRequest, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, request.id)))
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? request.url
}
