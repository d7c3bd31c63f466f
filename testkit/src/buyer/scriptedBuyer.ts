// A buyer that answers as a test's own function says, and counts how many requests it had at once.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface ScriptedRequest {
  readonly body: string
  readonly headers: IncomingMessage['headers']
  /** Counts the requests with this Idempotency-Key, from 1. */
  readonly seen: number
}

export interface ScriptedBuyer {
  readonly url: string
  /** In the order in which they came. */
  requests(): readonly ScriptedRequest[]
  /** The most requests that were open at one moment. */
  mostAtOnce(): number
  close(): Promise<void>
}

/** `answer` writes the answer now or later; what it throws ends the connection. */
export async function startScriptedBuyer(
  answer: (request: ScriptedRequest, response: ServerResponse) => void | Promise<void>,
): Promise<ScriptedBuyer> {
  const requests: ScriptedRequest[] = []
  const times = new Map<string, number>()
  let open = 0
  let most = 0

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    open += 1
    most = Math.max(most, open)
    response.once('close', () => (open -= 1))
    const key = String(request.headers['idempotency-key'])
    const seen = (times.get(key) ?? 0) + 1
    times.set(key, seen)
    const scripted = { body: await text(request), headers: request.headers, seen }
    requests.push(scripted)
    await answer(scripted, response)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    mostAtOnce: () => most,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
