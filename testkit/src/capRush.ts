// A rush at a cap: far more leads at once than it lets through, and a buyer that keeps its own books of what it took.

import type { Sql } from 'postgres'

import type { Client } from '@switchyard/contract/client.ts'

import { addDelivery, deliveryDocument, goodLead, type DeliveryInput } from './autoWarranty.ts'
import { answerJson, startScriptedBuyer, type ScriptedBuyer } from './buyer/scriptedBuyer.ts'
import { sendMany } from './load.ts'
import type { Sender } from './postLead.ts'

export interface CappedBuyer extends Pick<ScriptedBuyer, 'url' | 'close' | 'requests'> {
  /** Dispatches it took, each once however often it came. */
  taken(): number
}

/**
 * Takes that share of what comes, chosen by the order in which dispatches come first; a repeat is answered as the first time.
 * Each answer comes after `delayMs`.
 */
export async function startCappedBuyer(share: number, delayMs = 2): Promise<CappedBuyer> {
  const answers = new Map<string, boolean>()
  let taken = 0
  const buyer = await startScriptedBuyer((request, response) => {
    const key = String(request.headers['idempotency-key'])
    const takes = answers.get(key) ?? Math.floor((answers.size + 1) * share) > Math.floor(answers.size * share)
    if (takes && !answers.has(key)) taken += 1
    answers.set(key, takes)
    const answer = takes ? { status: 'accepted' } : { status: 'rejected', message: 'not today' }
    setTimeout(() => answerJson(response, 200, answer), delayMs)
  })
  return { ...buyer, taken: () => taken }
}

export interface CapRushOptions {
  readonly client: Client
  /** Where to send next; asked before every try. */
  readonly to: () => Sender
  readonly sql: Sql
  readonly buyer: CappedBuyer
  /** An active campaign without duplicate rules; its leads go to the rush's delivery alone. */
  readonly campaign: string
  readonly delivery: string
  readonly cap: number
  readonly leads: number
  readonly connections: number
  readonly more?: Partial<DeliveryInput>
  /** Resolves when no lead of the rush is under way any more. */
  readonly settled: () => Promise<void>
}

export interface CapRushResult {
  /** By the buyer's own books. Acceptances are never taken back, so it was never above this at any instant. */
  readonly takenByBuyer: number
  readonly accepted: number
  readonly used: number
  readonly reserved: number
  readonly leadsSent: number
  readonly seconds: number
}

/** Sends the leads, then handfuls more until the cap is full for good: a last refusal may have come after the last lead. */
export async function capRush(options: CapRushOptions): Promise<CapRushResult> {
  const { client, sql, buyer, campaign, delivery, cap } = options
  await addDelivery(
    client,
    delivery,
    deliveryDocument(buyer.url, {
      campaign,
      caps: [{ period: 'total', limit: cap, whenFull: 'next' }],
      concurrency: 64,
      ...options.more,
    }),
  )
  const startedMs = performance.now()
  let leadsSent = 0
  const send = async (count: number) => {
    const { connections, to } = options
    await sendMany({
      campaign,
      count,
      connections,
      to,
      fieldsOf: () => goodLead(),
      keyPrefix: `${delivery}-${leadsSent}`,
    })
    leadsSent += count
    await options.settled()
  }
  await send(options.leads)
  for (let round = 0; round < 50 && buyer.taken() < cap; round += 1) await send(10)
  const [state] = await sql<{ accepted: number }[]>`
    SELECT count(*)::int AS accepted FROM dispatches WHERE delivery = ${delivery} AND state = 'accepted'`
  const [window] = await sql<{ used: number; reserved: number }[]>`
    SELECT used::int AS used, reserved::int AS reserved FROM cap_windows WHERE scope = ${`delivery ${delivery}`}`
  return {
    takenByBuyer: buyer.taken(),
    accepted: state?.accepted ?? 0,
    used: window?.used ?? 0,
    reserved: window?.reserved ?? 0,
    leadsSent,
    seconds: (performance.now() - startedMs) / 1000,
  }
}
