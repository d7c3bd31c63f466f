// All buyers of a storm behind one address, each by the path of its delivery. They keep books: what they have taken, they know
// again by its Idempotency-Key, also when the answer to it got lost.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import type { Arrival, BuyerAnswer } from './check/evidence.ts'
import { createDraws, drawFor } from './draws.ts'
import type { Mood } from './fault.ts'

export interface StormBuyer {
  /** The address of a delivery: "http://127.0.0.1:40123/few". */
  urlOf(delivery: string): string
  arrivals(): readonly Arrival[]
  misbehave(delivery: string, mood: Mood, share: number): void
  behave(delivery: string): void
  close(): Promise<void>
}

export interface BuyerManners {
  /** Share of leads that the buyer does not want. */
  readonly refuses: number
  /** What he answers when a lead comes that he has: "I have it", or once more what he answered first. */
  readonly toRepeats: 'duplicate' | 'accepted'
}

export async function startStormBuyer(manners: ReadonlyMap<string, BuyerManners>, seed: number): Promise<StormBuyer> {
  const draw = createDraws(seed ^ 0x5bd1e995)
  const arrivals: Arrival[] = []
  const books = new Set<string>()
  const inMood = new Map<string, { readonly mood: Mood; readonly share: number }>()

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const delivery = request.url?.slice(1) ?? ''
    // As the product writes both; a request without them is told apart by what is missing.
    const dispatchId = String(request.headers['idempotency-key'])
    const number = Number(request.headers['x-attempt'])
    const body = JSON.parse(await text(request)) as { lead?: string }
    const own = manners.get(delivery)
    if (own === undefined) throw new Error(`No such buyer: ${delivery}`)
    const wants = drawFor(`${delivery} ${dispatchId}`, seed) >= own.refuses
    const has = books.has(dispatchId)
    const current = inMood.get(delivery)
    const mood = current !== undefined && draw() < current.share ? current.mood : null
    // A hanging or breaking buyer may have booked the lead before, or not; a throttling or failing one has not looked at it.
    const looks = mood === null || mood === 'slow' || ((mood === 'hang' || mood === 'reset') && draw() < 0.5)
    const took = wants && looks && !has
    if (took) books.add(dispatchId)
    const answer = answerIn(mood, wants ? (has ? own.toRepeats : 'accepted') : 'rejected')
    arrivals.push({ dispatchId, number, delivery, leadId: body.lead ?? '', atMs: Date.now(), answer, took })
    // Long enough that a kill finds requests under way.
    if (mood === 'slow') await new Promise((resolve) => setTimeout(resolve, 200 + draw() * 1_300))
    else if (mood === null) await new Promise((resolve) => setTimeout(resolve, 2 + draw() * 78))
    if (mood === 'reset') request.socket.resetAndDestroy()
    else if (mood !== 'hang') write(response, answer)
  }

  const server = createServer((request, response) => {
    // The other side goes away in the middle all the time; then there is nothing to log: the request was not read whole.
    serve(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo
  return {
    urlOf: (delivery) => `http://127.0.0.1:${port}/${delivery}`,
    arrivals: () => arrivals,
    misbehave: (delivery, mood, share) => void inMood.set(delivery, { mood, share }),
    behave: (delivery) => void inMood.delete(delivery),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function answerIn(mood: Mood | null, otherwise: BuyerAnswer): BuyerAnswer {
  if (mood === 'hang' || mood === 'reset') return 'none'
  if (mood === 'throttle') return 'throttled'
  return mood === 'error' ? 'error' : otherwise
}

function write(response: ServerResponse, answer: BuyerAnswer): void {
  const status = answer === 'throttled' ? 429 : answer === 'error' ? 500 : 200
  const headers = { 'content-type': 'application/json', ...(status === 429 ? { 'retry-after': '1' } : {}) }
  response.writeHead(status, headers).end(JSON.stringify({ status: answer }))
}
