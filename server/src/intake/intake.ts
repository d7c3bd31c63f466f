// Where every way in meets: finds the account's set-up and campaign, lets leads share a commit, and waits for settlement when the
// caller asked for it.

import { assertNever } from '@switchyard/core/assert.ts'
import type { Sql } from 'postgres'

import { databaseNow } from '../db/clock.ts'
import { campaignFault } from '../setup/campaignFault.ts'
import type { AccountSetup, LiveCampaign } from '../setup/compile.ts'
import type { Waiters } from '../settlement/waiters.ts'
import type { LiveSetup } from '../setup/live.ts'
import { readAnswers } from './answer.ts'
import { createBatcher } from './batcher.ts'
import { storeAnswers } from './idempotency.ts'
import type { Incoming } from './incoming.ts'
import type { Admitted } from './told.ts'

interface Arrival {
  readonly incoming: Incoming
  readonly setup: AccountSetup
  readonly campaign: LiveCampaign
}

export type Taken =
  | { readonly kind: 'answer'; readonly status: number; readonly text: string; readonly replay: boolean }
  | { readonly kind: 'unknownCampaign' }
  | { readonly kind: 'mismatch' }
  /** The first one with this key is not answered yet. */
  | { readonly kind: 'inProgress' }

export interface Intake {
  /** `waitMs` > 0: answer after settlement, or as it stands when the time is up. */
  take(incoming: Incoming, waitMs: number): Promise<Taken>
  idle(): Promise<void>
}

const parallelRepeatsWaitMs = 5_000
/** After this long the process that was to answer must be gone: the lead as it stands is the answer. */
const abandonedAfterMs = 70_000

export function createIntake(parts: {
  readonly engine: Sql
  readonly live: LiveSetup
  readonly waiters: Waiters
  readonly admit: (arrivals: readonly Arrival[]) => Promise<Admitted[]>
}): Intake {
  const batcher = createBatcher<Arrival, Admitted>({ maxSize: 128, lanes: 2, waitMs: 2, run: parts.admit })

  async function admitted(arrival: Arrival): Promise<Admitted> {
    for (;;) {
      const result = await batcher.add(arrival)
      if (result.kind !== 'again') return result
    }
  }

  /** The lead's answer as it stands, kept for every repeat of the key. */
  async function settleAnswer(incoming: Incoming, leadId: string, fallback: string): Promise<string> {
    const answers = await readAnswers(parts.engine, [{ accountId: incoming.accountId, leadId }])
    const answer = answers.get(leadId)
    const text = answer ? JSON.stringify(answer) : fallback
    const { idempotency, accountId } = incoming
    if (idempotency) {
      await parts.engine.begin((tx) =>
        storeAnswers(tx, [{ accountId, key: idempotency.key, leadId, status: 201, answer: text }]),
      )
    }
    return text
  }

  async function awaitRepeat(arrival: Arrival, since: Date): Promise<Taken> {
    const untilMs = performance.now() + parallelRepeatsWaitMs
    for (;;) {
      const result = await admitted(arrival)
      if (result.kind === 'repeat') return { kind: 'answer', status: result.status, text: result.text, replay: true }
      if (result.kind === 'mismatch') return { kind: 'mismatch' }
      if (result.kind === 'recorded') return { kind: 'answer', status: 201, text: result.text, replay: false }
      if (result.kind === 'unfinished' && databaseNow().getTime() - since.getTime() > abandonedAfterMs) {
        const text = await settleAnswer(arrival.incoming, result.leadId, '')
        return { kind: 'answer', status: 201, text, replay: true }
      }
      if (performance.now() > untilMs) return { kind: 'inProgress' }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  return {
    async take(incoming, waitMs) {
      const setup = await parts.live.account(incoming.accountId)
      const campaign = setup.campaigns.get(incoming.campaign)
      if (!campaign) return { kind: 'unknownCampaign' }
      if (campaign.fault !== null) throw campaignFault(campaign.reference, campaign.fault)
      const arrival: Arrival = { incoming, setup, campaign }
      const untilMs = performance.now() + waitMs
      const result = await admitted(arrival)
      switch (result.kind) {
        case 'mismatch':
          return { kind: 'mismatch' }
        case 'repeat':
          return { kind: 'answer', status: result.status, text: result.text, replay: true }
        case 'unfinished':
          return awaitRepeat(arrival, result.since)
        case 'again':
          throw new Error('An arrival was sent round again after it had been admitted')
        case 'recorded': {
          if (!incoming.answerLater) return { kind: 'answer', status: 201, text: result.text, replay: false }
          if (result.underWay) await parts.waiters.wait(incoming.accountId, result.answer.id, untilMs)
          const text = await settleAnswer(incoming, result.answer.id, result.text)
          return { kind: 'answer', status: 201, text, replay: false }
        }
        default:
          return assertNever(result)
      }
    },
    idle: () => batcher.idle(),
  }
}
