// GET /v1/stream.

import type { FastifyRequest } from 'fastify'
import type { ServerResponse } from 'node:http'

import { openStream } from '@switchyard/contract/stream/open.ts'

import type { Database } from '../db/database.ts'
import { Problem } from '../http/problem.ts'
import { handle, type Caller, type Route } from '../http/route.ts'
import { securityHeaders } from '../http/securityHeaders.ts'
import { serve } from './connection.ts'
import type { Feed } from './feed.ts'
import { lastSeen } from './frames.ts'

export interface StreamRoute {
  readonly route: Route
  /** Ends every stream: the server could not end before them. */
  close(): void
}

export const streamsPerAccount = 100
const retryAfterSeconds = 10

export function streamRoute(parts: {
  readonly db: Database
  readonly feed: Feed
  readonly identify: (request: FastifyRequest) => Promise<Caller>
  readonly log: { warn(fields: object, message: string): void }
}): StreamRoute {
  const open = new Map<string, Set<ServerResponse>>()
  let closing = false

  const route = handle(openStream, async ({ caller, query, request, reply }) => {
    const { accountId } = caller
    const own = open.get(accountId) ?? new Set<ServerResponse>()
    if (closing) throw new Problem(503, 'stopping', 'The server is stopping', { headers: { 'retry-after': '1' } })
    if (own.size >= streamsPerAccount) {
      const detail = `This account has ${streamsPerAccount} streams open; close one first`
      throw new Problem(429, 'too_many_streams', detail, { headers: { 'retry-after': String(retryAfterSeconds) } })
    }
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...securityHeaders,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // Asks proxies in front of us to pass each event on at once.
      'x-accel-buffering': 'no',
    })
    if (request.method === 'HEAD') {
      raw.end()
      return ''
    }
    open.set(accountId, own.add(raw))
    const header = request.headers['last-event-id']
    const last = lastSeen(typeof header === 'string' ? header : query.lastEventId)
    const mayStay = () => isStill(parts.identify, request, caller)
    serve(parts.db, parts.feed, { accountId, topics: query.topics, last, raw, mayStay })
      .catch((error: unknown) => parts.log.warn({ error }, 'a stream broke off; its reader comes back'))
      .finally(() => {
        own.delete(raw)
        if (own.size === 0) open.delete(accountId)
      })
    return ''
  })

  return {
    route,
    close() {
      closing = true
      for (const own of open.values()) for (const raw of own) raw.end()
    },
  }
}

/** Whether the key or session of this request still stands for the same account and scope. */
async function isStill(
  identify: (request: FastifyRequest) => Promise<Caller>,
  request: FastifyRequest,
  caller: Caller,
): Promise<boolean> {
  try {
    const now = await identify(request)
    return now.accountId === caller.accountId && now.scope === caller.scope
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return false
    throw error
  }
}
