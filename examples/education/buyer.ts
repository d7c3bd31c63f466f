// A buyer that takes every lead and counts: POST any path to hand one over, GET / to see the count.
// Run with: node buyer.ts [port]

import { createServer } from 'node:http'

const port = Number(process.argv[2] ?? 4545)
const taken = new Set<string>()
let requests = 0

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    if (request.method === 'POST') {
      requests += 1
      // The key is the same for every try of one delivery, so a lead that is sent twice counts once.
      const key = request.headers['idempotency-key']
      taken.add(typeof key === 'string' ? key : `request ${requests}`)
    }
    const body =
      request.method === 'POST' ? { status: 'accepted', id: `C-${taken.size}` } : { leads: taken.size, requests }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  })
})

server.listen(port, '127.0.0.1', () => {
  process.stdout.write(`Buyer listening on http://127.0.0.1:${port}\n`)
})
