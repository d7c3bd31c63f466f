// Suppliers as they should be: each lead under its own Idempotency-Key, sent again under the same key until it is answered. Some
// are impatient and send the same lead twice at once.

import { setTimeout as delay } from 'node:timers/promises'

import { Agent } from 'undici'

import { goodLead } from '../autoWarranty.ts'
import type { Sender } from '../postLead.ts'
import type { SentTry } from './check/evidence.ts'
import { drawFor } from './draws.ts'

export interface SendersOptions {
  readonly seed: number
  readonly leads: number
  /** Spread over this time and as long again as nobody takes leads in: a backlog is not made up for in a burst. */
  readonly durationMs: number
  readonly lanes: number
  readonly campaigns: readonly string[]
  /** Where the API is now. */
  readonly to: () => Sender
}

export interface Senders {
  readonly log: readonly SentTry[]
  /** Answers that no repeat can cure, in words. */
  readonly refusals: readonly string[]
  /** Leads whose sender was answered. */
  readonly answered: number
  /** Resolves when every lead was answered. */
  readonly done: Promise<void>
  stop(): void
}

/** Answers from which a well-behaved program tries again. */
const again = new Set([0, 409, 429, 500, 502, 503, 504])

export function startSenders(options: SendersOptions): Senders {
  const agent = new Agent({
    connections: options.lanes * 2,
    pipelining: 1,
    headersTimeout: 20_000,
    bodyTimeout: 20_000,
  })
  const log: SentTry[] = []
  const refusals: string[] = []
  const gapMs = options.durationMs / options.leads
  let dueMs = performance.now()
  let next = 0
  let answered = 0
  const stopping = new AbortController()
  const { signal } = stopping

  async function post(key: string, campaign: string, body: string): Promise<number> {
    const { status, text } = await request(agent, options.to(), key, body)
    const leadId = status === 201 ? (JSON.parse(text) as { id: string }).id : null
    log.push({ key, campaign, status, leadId, atMs: Date.now() })
    if (status !== 201 && !again.has(status)) refusals.push(`${key} was answered ${status}: ${text.slice(0, 300)}`)
    return status
  }

  async function sendUntilAnswered(key: string, campaign: string, body: string): Promise<void> {
    while (!signal.aborted) {
      const status = await post(key, campaign, body)
      if (!again.has(status)) return
      await delay(100)
    }
  }

  async function lane(): Promise<void> {
    while (next < options.leads && !signal.aborted) {
      const place = next++
      dueMs = Math.max(dueMs + gapMs, performance.now())
      await delay(Math.max(0, dueMs - performance.now()))
      const key = `storm-${options.seed}-${place}`
      const campaign = options.campaigns[place % options.campaigns.length] ?? ''
      const draw = drawFor(key, options.seed)
      // One in twenty has a value that the checks refuse: stored and answered with 201 like the others.
      const fields = goodLead(draw < 0.05 ? { vehicle_year: 1900 } : {})
      const body = JSON.stringify({ campaign, supplier: 'ADC1', fields })
      const sends = [sendUntilAnswered(key, campaign, body)]
      if (draw > 0.97) sends.push(sendUntilAnswered(key, campaign, body))
      await Promise.all(sends)
      answered += 1
    }
  }

  const done = Promise.all(Array.from({ length: options.lanes }, lane)).then(() => agent.close())
  return {
    log,
    refusals,
    get answered() {
      return answered
    },
    done,
    stop: () => stopping.abort(),
  }
}

/** Status 0 when no whole answer came. */
async function request(agent: Agent, { url, key }: Sender, leadKey: string, body: string) {
  try {
    const response = await agent.request({
      origin: url,
      path: '/v1/leads',
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': leadKey },
      body,
    })
    return { status: response.statusCode, text: await response.body.text() }
  } catch {
    return { status: 0, text: '' }
  }
}
