// Sends the demo's leads through intake like anybody else's, and waits for what becomes of them.

import type { Sql } from 'postgres'

import type { Intake } from '../intake/intake.ts'
import { incomingOf } from './incomingOf.ts'
import type { DemoLead } from './leads/demoLead.ts'

/** One batch of intake at a time: leads are decided in the order in which they came, so that the second one is the duplicate. */
const atOnce = 128

/** Answers the ids of the leads that are in, also when it was stopped half way. */
export async function sendDemoLeads(
  intake: Intake,
  accountId: string,
  leads: readonly DemoLead[],
  isStopped: () => boolean,
): Promise<string[]> {
  const ids: string[] = []
  for (let from = 0; from < leads.length && !isStopped(); from += atOnce) {
    const taken = await Promise.all(
      leads.slice(from, from + atOnce).map((lead) => intake.take(incomingOf(accountId, lead), 0)),
    )
    for (const one of taken) {
      if (one.kind !== 'answer') throw new Error(`Intake did not take a lead of the demo: ${one.kind}`)
      ids.push(idOf(one.text))
    }
  }
  return ids
}

function idOf(answer: string): string {
  const parsed: unknown = JSON.parse(answer)
  if (typeof parsed === 'object' && parsed !== null && 'id' in parsed && typeof parsed.id === 'string') return parsed.id
  throw new Error('The answer to a lead of the demo has no id')
}

const lookEveryMs = 250
const patienceMs = 60_000

/** Until nothing of these leads is on its way to a buyer, for a minute at most: no worker may be running. */
export async function untilDelivered(
  engine: Sql,
  accountId: string,
  leadIds: readonly string[],
  isStopped: () => boolean,
): Promise<void> {
  const untilMs = Date.now() + patienceMs
  while (Date.now() < untilMs && !isStopped()) {
    const open = await engine`
      SELECT 1 FROM dispatches d
      WHERE d.account_id = ${accountId} AND d.lead_id = ANY(${[...leadIds]}::bigint[]) AND d.state IN ('queued', 'sending') LIMIT 1`
    if (open.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}
