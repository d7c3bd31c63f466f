// Says of leads what people said about being written to.

import type { TransactionSql } from 'postgres'

import type { ChannelChoice } from '@switchyard/contract/consent/channels.ts'

import type { LeadRef } from '../readmission/storedLead.ts'
import { channelWords, decideConsent, type ConsentStep } from './decideConsent.ts'
import { readConsent } from './readConsent.ts'
import { lockForConsent, writeConsent, type ConsentRoad } from './writeConsent.ts'

export interface ConsentWish extends ConsentRoad {
  readonly channels: ChannelChoice
  readonly to: 'yes' | 'no'
}

/** What the lead said before. */
export interface ConsentBefore {
  readonly steps: readonly ConsentStep[]
  /** What was put in its place. */
  readonly to: 'yes' | 'no'
}

/** By id, of the leads that were changed; the others say so already, are erased or not there. Writes everything in `tx`. */
export async function changeConsent(
  tx: TransactionSql,
  wish: ConsentWish,
  leads: readonly LeadRef[],
): Promise<ReadonlyMap<string, ConsentBefore>> {
  const { accountId, channels, to } = wish
  await lockForConsent(tx, accountId, leads)
  const current = await readConsent(tx, accountId, leads)
  const changing = leads.flatMap(({ id, receivedAt }) => {
    const own = current.get(id)
    const steps = own ? decideConsent(own, channels, to) : []
    return steps.length === 0 ? [] : [{ id, receivedAt, steps }]
  })
  await writeConsent(
    tx,
    wish,
    changing.map(({ steps, ...lead }) => ({
      ...lead,
      steps: steps.map((step) => ({ ...step, to })),
      event: { kind: to === 'no' ? 'unsubscribed' : 'resubscribed', text: textOf(wish, steps) },
    })),
  )
  return new Map(changing.map(({ id, steps }) => [id, { steps, to }]))
}

function textOf({ to, evidence }: ConsentWish, steps: readonly ConsentStep[]): string {
  const channels = channelWords(steps.map(({ channel }) => channel))
  const done = to === 'no' ? `Unsubscribed from ${channels}` : `Resubscribed to ${channels}`
  return evidence === null ? done : `${done}. Evidence: ${evidence}`
}
