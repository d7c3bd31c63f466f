// A sender with a clock, in a process of its own: leads are due at fixed moments whether or not earlier ones were answered, so that
// a slow server cannot slow its own test down.

import { Agent } from 'undici'
import { setTimeout as delay } from 'node:timers/promises'

import { campaignReference, leadBody } from '../load/leadBody.ts'
import { answerParent } from '../process/parent.ts'
import { pacedPart, type PacedOrder, type PacedReport, type PacedSettings } from './part.ts'

await answerParent(pacedPart, async (settings) => {
  const agent = new Agent({ connections: settings.connections, pipelining: 1 })
  return { ready: {}, answer: (order) => send(agent, settings, order) }
})

async function send(agent: Agent, settings: PacedSettings, order: PacedOrder): Promise<PacedReport> {
  const { campaigns, perSecond, firstNumber } = order
  const byStatus: Record<number, number> = {}
  const dueAtMs: number[] = []
  const startedAt = Date.now()
  const startedMs = performance.now()
  const most = order.count ?? Infinity
  let sent = 0

  async function post(number: number): Promise<void> {
    const campaign = campaigns[number % campaigns.length] ?? ''
    const body = leadBody(number).replace(`"campaign":"${campaignReference}"`, `"campaign":"${campaign}"`)
    const status = await statusOf(agent, settings, body)
    byStatus[status] = (byStatus[status] ?? 0) + 1
  }

  function mayGoOn(): boolean {
    return sent < most && performance.now() - startedMs < order.seconds * 1000
  }

  async function closedLane(): Promise<void> {
    while (mayGoOn()) await post(firstNumber + sent++)
  }

  async function openLoop(rate: number): Promise<void> {
    const underWay = new Set<Promise<void>>()
    while (mayGoOn()) {
      const dueMs = (sent / rate) * 1000
      const waitMs = dueMs - (performance.now() - startedMs)
      if (waitMs > 1) await delay(waitMs)
      dueAtMs.push(startedAt + dueMs)
      const one = post(firstNumber + sent++).finally(() => underWay.delete(one))
      underWay.add(one)
    }
    await Promise.all(underWay)
  }

  if (perSecond === null) await Promise.all(Array.from({ length: settings.connections }, closedLane))
  else await openLoop(perSecond)
  const elapsedMs = performance.now() - startedMs
  return { sent, elapsedMs, byStatus, nextNumber: firstNumber + sent, dueAtMs }
}

/** 0 when no whole answer came. */
async function statusOf(agent: Agent, { origin, key }: PacedSettings, body: string): Promise<number> {
  try {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
    const response = await agent.request({ origin, path: '/v1/leads', method: 'POST', headers, body })
    await response.body.dump()
    return response.statusCode
  } catch {
    return 0
  }
}
