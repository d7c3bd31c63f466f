// The buyers, in a process of their own. The first part of the path is the temper: ok, most (accepts seven of ten), hang, drip, huge.

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { answerParent } from '../process/parent.ts'
import { engineBuyerPart } from './part.ts'

const answerAfterMs = 1
const hugeBytes = 100 * 1024 * 1024
const block = Buffer.alloc(64 * 1024, 'x')

await answerParent(engineBuyerPart, async () => {
  const accepted = new Map<string, Set<number>>()
  const arrivedAtMs = new Map<number, number>()
  let requests = 0
  let refuse = false

  function take(path: string, number: number, response: ServerResponse): void {
    const wants = !refuse && (!path.startsWith('/most') || number % 10 < 7)
    if (wants) accepted.set(path, (accepted.get(path) ?? new Set()).add(number))
    const answer = wants ? { status: 'accepted', id: `B${requests}` } : { status: 'rejected', message: 'not wanted' }
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    }, answerAfterMs)
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/'
    const number = Number(/"lead(\d+)@/.exec(await text(request))?.[1])
    requests += 1
    if (!arrivedAtMs.has(number)) arrivedAtMs.set(number, Date.now())
    if (path.startsWith('/drip')) drip(response)
    else if (path.startsWith('/huge')) pour(response)
    else if (!path.startsWith('/hang')) take(path, number, response)
  }

  const server = createServer((request, response) => {
    response.on('error', () => response.destroy())
    // The other side may go away before it has said everything.
    serve(request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // It listens on a port, so it is not a pipe's name.
  const { port } = server.address() as AddressInfo
  return {
    ready: { origin: `http://127.0.0.1:${port}` },
    answer: async (order) => {
      refuse = order.refuse ?? refuse
      const from = order.reportFrom ?? Infinity
      return {
        requests,
        accepted: Object.fromEntries([...accepted].map(([path, leads]) => [path, leads.size])),
        arrivedAtMs: [...arrivedAtMs].filter(([number]) => number >= from),
      }
    },
  }
})

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' })
  const timer = setInterval(() => response.write(' '), 100)
  response.once('close', () => clearInterval(timer))
}

function pour(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/plain' })
  let left = hugeBytes / block.length
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= 1
      if (!response.write(block)) {
        response.once('drain', more)
        return
      }
    }
    response.end()
  }
  more()
}
