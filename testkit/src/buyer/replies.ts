// How the fake buyer behaves, one function per behaviour. Some write to the socket itself, because no well-behaved HTTP
// server could do what they do.

import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Behaviour } from './behaviour.ts'
import { oddReplies } from './oddReplies.ts'

export interface ReplyContext {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Counts all requests, from 1. */
  readonly number: number
  /** How often this Idempotency-Key has come, from 1. */
  readonly seen: number
  readonly query: URLSearchParams
  readonly refusal: string
  readonly price: string
  /** Runs later unless the buyer is closed first. */
  readonly later: (delayMs: number, work: () => void) => void
}

export type Reply = (context: ReplyContext) => void

const accept: Reply = ({ response, number, price }) => {
  const body = `{"status":"accepted","id":"B-${number}","price":"${price}"}`
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}

const refuse: Reply = ({ response, refusal }) => json(response, 200, { status: 'rejected', message: refusal })

export const replies: Readonly<Record<Behaviour, Reply>> = {
  ...oddReplies,
  accept,
  refuse,
  duplicate: ({ response }) => json(response, 200, { status: 'duplicate', message: 'we have this lead already' }),
  pending: ({ response, number }) => json(response, 202, { status: 'pending', id: `B-${number}` }),
  hang: () => {},
  slow: (context) => context.later(Number(context.query.get('ms') ?? 1000), () => accept(context)),
  drip: (context) => {
    context.response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100000' })
    drip(context, () => context.response.write(' '))
  },
  dripHeaders: (context) => {
    context.request.socket.write('HTTP/1.1 200 OK\r\n')
    drip(context, () => context.request.socket.write('X-Drip: 1\r\n'))
  },
  reset: ({ request }) => void request.socket.resetAndDestroy(),
  resetBody: ({ request, later }) => {
    request.socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"status":')
    later(20, () => void request.socket.resetAndDestroy())
  },
  close: ({ request }) => void request.socket.destroy(),
  huge: ({ response, query }) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' })
    pour(response, Number(query.get('mb') ?? 100) * 16)
  },
  redirect: ({ response, query }) => {
    response
      .writeHead(Number(query.get('status') ?? 302), { Location: query.get('to') ?? 'http://169.254.169.254/latest' })
      .end()
  },
  throttle: ({ response, query }) => json(response, 429, { error: 'slow down' }, waitHeader(query)),
  busy: ({ response, query }) => json(response, 503, { error: 'busy' }, waitHeader(query)),
  error: ({ response }) => json(response, 500, { error: 'something broke' }),
  unauthorised: ({ response }) => json(response, 401, { error: 'who are you?' }),
  odd: ({ response }) => json(response, 200, { st: 'dup' }),
  empty: ({ response }) => void response.writeHead(200).end(),
  html: ({ response }) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html><body><h1>Internal error</h1></body></html>')
  },
  deep: ({ response }) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end('['.repeat(100_000)),
  doctype: ({ response }) => {
    const body =
      '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]><r><status>&e;</status></r>'
    response.writeHead(200, { 'Content-Type': 'application/xml' }).end(body)
  },
  garbage: ({ request }) => void request.socket.end('this is not HTTP\r\n\r\n'),
  bigHeaders: ({ request }) => void request.socket.end(`HTTP/1.1 200 OK\r\nX-Big: ${'x'.repeat(1_000_000)}\r\n\r\n`),
  flood: ({ request, later }) => {
    const more = () => {
      if (request.socket.destroyed) return
      request.socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(100))
      later(5, more)
    }
    more()
  },
  xml: ({ response, number, price }) => {
    const body = `<Response><Status code="0">accepted</Status><Id>B-${number}</Id><Price>${price}</Price></Response>`
    response.writeHead(200, { 'Content-Type': 'application/xml' }).end(body)
  },
  soap: ({ response, number }) => {
    const namespace = 'http://schemas.xmlsoap.org/soap/envelope/'
    const result = `<PostLeadResult><Status>accepted</Status><Id>B-${number}</Id></PostLeadResult>`
    const body = `<s:Envelope xmlns:s="${namespace}"><s:Body>${result}</s:Body></s:Envelope>`
    response.writeHead(200, { 'Content-Type': 'text/xml' }).end(body)
  },
  token: ({ response, number }) => {
    json(response, 200, { access_token: `token-${number}`, token_type: 'bearer', expires_in: 3600 })
  },
  /** `?ok=3`: the third request with the same Idempotency-Key is the first that succeeds. */
  flaky: (context) => {
    if (context.seen >= Number(context.query.get('ok') ?? 3)) accept(context)
    else json(context.response, 500, { error: `try ${context.seen} fails` })
  },
}

/** `?after=7`: what the header says, whatever that is; `?after=`: there is none. */
function waitHeader(query: URLSearchParams): Readonly<Record<string, string>> {
  const after = query.get('after') ?? '1'
  return after === '' ? {} : { 'Retry-After': after }
}

function json(
  response: ServerResponse,
  status: number,
  value: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = JSON.stringify(value)
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  })
  response.end(body)
}

/** Until the other side has had enough. */
function drip(context: ReplyContext, write: () => void): void {
  const step = () => {
    if (context.request.socket.destroyed) return
    write()
    context.later(Number(context.query.get('everyMs') ?? 50), step)
  }
  step()
}

const block = Buffer.alloc(64 * 1024, 'x')

function pour(response: ServerResponse, blocks: number): void {
  let left = blocks
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left--
      if (!response.write(block)) {
        response.once('drain', more)
        return
      }
    }
    response.end()
  }
  more()
}
