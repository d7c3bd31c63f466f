// A buyer to test against: takes leads by HTTP, obeys commands in the lead or in the path, remembers every request.

import { appendFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'

import { behaviourOfLead, behaviourOfPath, vehicleRefusal, type Behaviour } from './behaviour.ts'
import { leadFields } from './leadFields.ts'
import { replies } from './replies.ts'
import { createTally, type Counts } from './tally.ts'

export interface BuyerOptions {
  /** 0 (default): any free one. */
  readonly port?: number | undefined
  /** Written in every acceptance, default "12.50". */
  readonly price?: string | undefined
  /** What a request without a command gets, default accept. */
  readonly otherwise?: Behaviour | undefined
  /** PEM; makes it an HTTPS server. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined
  /** Every request is also appended to this file as one line of JSON, before it is answered. */
  readonly logFile?: string | undefined
  /** The newest so many requests are remembered, default 100,000. */
  readonly keep?: number | undefined
}

export interface BuyerRequest {
  readonly at: string
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
  /** Idempotency-Key and X-Attempt; null when there was none. */
  readonly key: string | null
  readonly attempt: string | null
  /** How it was answered. */
  readonly behaviour: Behaviour
}

export interface Buyer {
  /** "http://127.0.0.1:40123", without a slash at the end. */
  readonly url: string
  readonly port: number
  /** In the order in which they came. */
  requests(): readonly BuyerRequest[]
  /** TCP connections made so far. */
  connections(): number
  /** For one URL as in the request line, or for all together. */
  counts(url?: string): Counts
  /** What a request without a command gets from now on. */
  behave(otherwise: Behaviour): void
  /** Forgets the requests. */
  forget(): void
  /** Ends every connection at once. */
  close(): Promise<void>
}

/**
 * Starts a buyer on the loopback address. A request's behaviour is the lead's last name ("REFUSE", "TIMEOUT", …), else
 * the path ("/hang", "/429"), else a refusal of vehicle years above 2024, else an acceptance
 * `{ "status": "accepted", "id": "B-1", "price": "12.50" }`.
 */
export async function startBuyer(options: BuyerOptions = {}): Promise<Buyer> {
  const { price = '12.50', keep = 100_000, logFile, tls } = options
  let { otherwise = 'accept' } = options
  let log: BuyerRequest[] = []
  const tally = createTally()
  let number = 0
  let connections = 0
  const seen = new Map<string, number>()
  const timers = new Set<NodeJS.Timeout>()
  const sockets = new Set<Socket>()

  function later(delayMs: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, delayMs)
    timers.add(timer)
  }

  function remember(entry: BuyerRequest): void {
    log.push(entry)
    if (log.length > 2 * keep) log = log.slice(-keep)
    if (logFile !== undefined) appendFileSync(logFile, `${JSON.stringify(entry)}\n`)
  }

  const listen: RequestListener = (request, response) => {
    const at = new Date().toISOString()
    readBody(request, (body) => {
      const url = request.url ?? '/'
      const question = url.indexOf('?')
      const query = question < 0 ? '' : url.slice(question + 1)
      const fields = leadFields(body, query)
      const refusal = vehicleRefusal(fields)
      const command = behaviourOfLead(fields) ?? behaviourOfPath(url)
      const behaviour = command ?? (refusal === null ? otherwise : 'refuse')
      number++
      const key = headerOf(request, 'idempotency-key')
      const times = key === null ? 1 : (seen.get(key) ?? 0) + 1
      if (key !== null) seen.set(key, times)
      const attempt = headerOf(request, 'x-attempt')
      remember({ at, method: request.method ?? '', url, headers: request.headers, body, key, attempt, behaviour })
      tally.began(url)
      response.once('close', () => tally.ended(url))
      replies[behaviour]({
        request,
        response,
        number,
        seen: times,
        query: new URLSearchParams(query),
        refusal: refusal ?? 'not wanted',
        price,
        later,
      })
    })
  }

  const server = tls === undefined ? createServer(listen) : createSecureServer({ ...tls }, listen)
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // Some behaviours break the connection; the other side's answer to that is of no interest here.
    socket.on('error', () => socket.destroy())
  })
  const port = await listening(server, options.port ?? 0)
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    requests: () => log.slice(-keep),
    connections: () => connections,
    counts: (url) => tally.of(url),
    behave: (next) => {
      otherwise = next
    },
    forget: () => {
      log = []
    },
    close: async () => {
      for (const timer of timers) clearTimeout(timer)
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' ? value : null
}

function readBody(request: IncomingMessage, done: (body: string) => void): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => done(Buffer.concat(chunks).toString('utf8')))
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      // A server that listens on TCP has such an address.
      resolve((server.address() as AddressInfo).port)
    })
  })
}
