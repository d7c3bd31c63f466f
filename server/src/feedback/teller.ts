// Tells the Switchyards that sent us leads what became of them, until they have it: many leads in a call, signed, tried again for a
// week. A call that arrived although we never heard so is repeated; the other side knows its results by their ids.

import { randomUUID } from 'node:crypto'

import type { Sql } from 'postgres'

import { mostFeedbackItems } from '@switchyard/contract/feedback/tell.ts'

import type { Outbound } from '../connectors/http/outbound.ts'
import { databaseNow } from '../db/clock.ts'
import { postWebhook } from '../notify/postWebhook.ts'
import { placeOf } from '../pairings/secretPlace.ts'
import type { Sealer } from '../setup/sealing.ts'
import { claimOutcomes, itemOf, type Outcome } from './outcomes.ts'

export interface Teller {
  stop(): Promise<void>
}

interface TellerParts {
  readonly sql: Sql
  readonly outbound: Outbound
  readonly sealer: Sealer
  readonly random: () => number
  readonly log: { warn(fields: object, message: string): void }
}

const lookEveryMs = 500
const longestWaitMs = 3_600_000
const giveUpDays = 7

type Pairing = NonNullable<Outcome['pairing']>
type Item = NonNullable<ReturnType<typeof itemOf>>

export function startFeedbackTeller(parts: TellerParts): Teller {
  const { sql, log } = parts
  let running: Promise<void> | null = null
  let stopped = false

  async function run(): Promise<void> {
    if (stopped) return
    const outcomes = await claimOutcomes(sql)
    if (outcomes.length === 0) return
    const told = outcomes.map((outcome) => ({ outcome, item: itemOf(outcome), pairing: outcome.pairing }))
    // Nothing to tell, or nobody: what follows marks the lead again.
    await forget(told.filter(({ item, pairing }) => item === null || pairing === null).map(({ outcome }) => outcome))
    const telling = told.flatMap(({ outcome, item, pairing }) => (item && pairing ? [{ outcome, item, pairing }] : []))
    const calls = Map.groupBy(telling, ({ outcome, pairing }) => `${outcome.accountId} ${pairing.id}`)
    await Promise.all([...calls.values()].map(call))
    await run()
  }

  async function call(
    some: readonly { readonly outcome: Outcome; readonly item: Item; readonly pairing: Pairing }[],
  ): Promise<void> {
    for (let from = 0; from < some.length; from += mostFeedbackItems) {
      const part = some.slice(from, from + mostFeedbackItems)
      const [first] = part
      if (!first) return
      const { accountId } = first.outcome
      const outcomes = part.map(({ outcome }) => outcome)
      const trouble = await post(
        accountId,
        first.pairing,
        part.map(({ item }) => item),
      )
      if (trouble === null) await forget(outcomes)
      else {
        log.warn({ accountId, pairing: first.pairing.id, trouble, leads: part.length }, 'results could not be told')
        await again(outcomes, trouble)
      }
    }
  }

  /** Null when the other side has them. */
  async function post(accountId: string, { id, url, secret }: Pairing, items: readonly Item[]): Promise<string | null> {
    try {
      const outcome = await postWebhook(parts.outbound, {
        url,
        secret: parts.sealer.openText(accountId, placeOf(id), secret),
        id: `msg_${randomUUID()}`,
        body: JSON.stringify({ type: 'lead.feedback', data: items }),
        at: databaseNow(),
      })
      return outcome.kind === 'sent' ? null : outcome.reason
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  /** Unless something newer happened to the lead meanwhile. */
  async function forget(outcomes: readonly Outcome[]): Promise<void> {
    if (outcomes.length === 0) return
    await sql`
      DELETE FROM feedback_out f
      USING json_to_recordset(${JSON.stringify(outcomes.map(rowOf))}::text::json) AS r (account_id bigint, lead_id bigint, changed_at timestamptz)
      WHERE f.account_id = r.account_id AND f.lead_id = r.lead_id AND f.changed_at = r.changed_at`
  }

  async function again(outcomes: readonly Outcome[], trouble: string): Promise<void> {
    const rows = outcomes.map((outcome) => {
      const waitMs = Math.min(longestWaitMs, 1000 * 2 ** Math.min(outcome.tries, 12)) * (0.5 + parts.random() / 2)
      return { ...rowOf(outcome), wait_s: waitMs / 1000 }
    })
    await sql`
      UPDATE feedback_out f SET trouble = ${trouble.slice(0, 500)}, due_at = now() + make_interval(secs => r.wait_s),
        given_up_at = CASE WHEN f.changed_at < now() - make_interval(days => ${giveUpDays}) THEN now() END
      FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
        AS r (account_id bigint, lead_id bigint, changed_at timestamptz, wait_s float8)
      WHERE f.account_id = r.account_id AND f.lead_id = r.lead_id AND f.changed_at = r.changed_at`
  }

  const timer = setInterval(() => {
    running ??= run()
      .catch((error: unknown) => log.warn({ error }, 'results for other Switchyards could not be read'))
      .finally(() => (running = null))
  }, lookEveryMs)

  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

function rowOf({ accountId, leadId, changed }: Outcome): { account_id: string; lead_id: string; changed_at: string } {
  return { account_id: accountId, lead_id: leadId, changed_at: changed }
}
