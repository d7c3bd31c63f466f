// The sandbox buyer: a small HTTP server on a loopback port of its own that stands in for the buyers of the demo.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

import { recipes } from './recipes.ts'
import { readSandboxLead } from './sandboxLead.ts'
import { jsonReply, type SandboxReply } from './sandboxReply.ts'

export interface Sandbox {
  readonly port: number
  close(): Promise<void>
}

const largestBodyBytes = 1024 * 1024

/** The first part of the path names the recipe: POST /acme. */
export async function startSandbox(now: () => Date): Promise<Sandbox> {
  const timers = new Set<NodeJS.Timeout>()
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const reply = replyTo(request, await readBody(request), now())
      const timer = setTimeout(() => {
        timers.delete(timer)
        write(response, reply)
      }, reply.delayMs)
      timers.add(timer)
    } catch {
      // The caller has gone or sends without end: there is nobody to answer.
      request.destroy()
    }
  }

  const server = createServer((request, response) => void serve(request, response))
  // Longer than our own client keeps a connection, so that a request never meets a socket that is being closed.
  server.keepAliveTimeout = 10_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The sandbox buyer has no port')
  return {
    port: address.port,
    async close() {
      for (const timer of timers) clearTimeout(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function replyTo(request: IncomingMessage, body: string, now: Date): SandboxReply {
  const url = new URL(request.url ?? '/', 'http://sandbox')
  const name = url.pathname.split('/')[1] ?? ''
  const recipe = recipes.get(name)
  if (!recipe) {
    const known = [...recipes.keys()].map((key) => `/${key}`).join(', ')
    return jsonReply({ error: `The sandbox has no buyer at ${url.pathname}. It has: ${known}` }, 404)
  }
  const key = request.headers['idempotency-key']
  return recipe(readSandboxLead(body, url.search), { now, idempotencyKey: typeof key === 'string' ? key : '' })
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    const part = Buffer.from(chunk)
    bytes += part.length
    if (bytes > largestBodyBytes) throw new Error('The body is too large')
    chunks.push(part)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function write(response: ServerResponse, { status, contentType, body }: SandboxReply): void {
  response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body) }).end(body)
}
