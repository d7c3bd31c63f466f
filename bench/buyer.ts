// The fake buyer, in a process of its own: takes every lead after a moment, counts requests and how many different ones.

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerParent } from './process/parent.ts'
import { type BuyerCount, buyerPart } from './process/part.ts'

await answerParent(buyerPart, async ({ delayMs }) => {
  const keys = new Set<string>()
  let requests = 0
  const count = (): BuyerCount => ({ requests, distinct: keys.size })

  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/count') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(count()))
      return
    }
    requests += 1
    const key = request.headers['idempotency-key']
    if (typeof key === 'string') keys.add(key)
    const answer = Buffer.from(`{"status":"accepted","id":"B${requests}","price":"12.50"}`)
    const send = () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer)
    }
    request.resume().on('end', () => (delayMs > 0 ? setTimeout(send, delayMs) : send()))
  })
  // Longer than any pause of a bench: a connection that closes under a request would count as a failed delivery.
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // It listens on a port, so it is not a pipe's name.
  const { port } = server.address() as AddressInfo
  return { ready: { origin: `http://127.0.0.1:${port}` }, answer: async () => count() }
})
