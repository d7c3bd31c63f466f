// The one client for all outbound HTTP calls: deliveries, token requests, callbacks. Reaches allowed addresses only, never
// follows a redirect, and turns every failure into a value.

import { createHash } from 'node:crypto'

import { Pool } from 'undici'

import type { AddressGuard } from './addresses.ts'
import { Call, type CallResult } from './call.ts'
import { createConnect, type ClientCertificate } from './connect.ts'
import { createResolve, type Resolve } from './resolve.ts'

export interface OutboundRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** For everything from the name server to the last byte. */
  readonly timeoutMs: number
  readonly certificate?: ClientCertificate | undefined
}

export interface Outbound {
  /** Never rejects. */
  send(request: OutboundRequest): Promise<CallResult>
  /** Ends all connections; what is under way settles as lost. */
  close(): Promise<void>
}

interface Destination {
  readonly pool: Pool
  /** "host:port", for messages. */
  readonly host: string
  lastUsedMs: number
}

const mostPools = 1000

/** @param resolve only tests give their own */
export function createOutbound(guard: AddressGuard, resolve: Resolve = createResolve()): Outbound {
  const destinations = new Map<string, Destination>()

  function destinationOf(origin: string, certificate: ClientCertificate | undefined): Destination {
    const key = certificate === undefined ? origin : `${origin} ${fingerprint(certificate)}`
    const known = destinations.get(key)
    if (known !== undefined) return known
    if (destinations.size >= mostPools) closeOldest(destinations)
    const made = openDestination(origin, guard, resolve, certificate)
    destinations.set(key, made)
    return made
  }

  return {
    send: (request) =>
      new Promise((settle) => {
        const target = locate(request.url, (origin) => destinations.has(origin))
        if (target === null) {
          settle({ kind: 'not_sent', code: 'url_invalid', message: 'The URL cannot be called', durationMs: 0 })
          return
        }
        const destination = destinationOf(target.origin, request.certificate)
        const call = new Call(destination.host, request.timeoutMs, settle)
        destination.lastUsedMs = performance.now()
        const { method, headers, body } = request
        destination.pool.dispatch({ method, path: target.path, headers, body }, call)
      }),
    close: async () => {
      const open = [...destinations.values()]
      destinations.clear()
      await Promise.all(open.map(({ pool }) => pool.destroy()))
    },
  }
}

function openDestination(
  origin: string,
  guard: AddressGuard,
  resolve: Resolve,
  certificate: ClientCertificate | undefined,
): Destination {
  const url = new URL(origin)
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  const pool = new Pool(url.origin, {
    connect: createConnect(guard, resolve, certificate),
    // As many as there are calls: how many there may be is decided before. A limit here would let deliveries that share a host
    // wait for each other.
    connections: null,
    pipelining: 1,
    // Shorter than the usual five seconds on the other side: a request should not meet a socket that is being closed.
    keepAliveTimeout: 4000,
    keepAliveMaxTimeout: 4000,
    // undici's own timeouts start again with each chunk; the call's deadline does not.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: 16 * 1024,
    allowH2: false,
  })
  return { pool, host: `${url.hostname}:${port}`, lastUsedMs: performance.now() }
}

/** Parsing a URL costs more than the rest of a call's preparation, so it is done once per origin. */
function locate(url: string, isKnown: (origin: string) => boolean): { origin: string; path: string } | null {
  const slash = url.indexOf('/', 8)
  const origin = slash < 0 ? url : url.slice(0, slash)
  if (slash > 0 && isKnown(origin) && !url.includes('#', slash)) return { origin, path: url.slice(slash) }
  const parsed = URL.parse(url)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return null
  if (parsed.username !== '' || parsed.password !== '') return null
  return { origin: parsed.origin, path: parsed.pathname + parsed.search }
}

function closeOldest(destinations: Map<string, Destination>): void {
  let oldest: readonly [string, Destination] | null = null
  for (const entry of destinations) if (oldest === null || entry[1].lastUsedMs < oldest[1].lastUsedMs) oldest = entry
  if (oldest === null) return
  destinations.delete(oldest[0])
  // Ends when its calls have ended; they settle by themselves, so nobody waits for it.
  void oldest[1].pool.close()
}

function fingerprint(certificate: ClientCertificate): string {
  return createHash('sha256').update(JSON.stringify(certificate)).digest('base64')
}
