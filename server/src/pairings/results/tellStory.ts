// What the other side told, in the story of each lead.

import type { TransactionSql } from 'postgres'

import type { FeedbackVerdict } from '@switchyard/core/feedback/judgeFeedback.ts'
import { formatMoney } from '@switchyard/core/money/money.ts'

import { insertEvents } from '../../leads/insertEvents.ts'
import type { Judged, SendingPairing } from './applyFeedback.ts'
import { amountOf, type Waiting } from './waiting.ts'

export async function tellStory(tx: TransactionSql, pairing: SendingPairing, judged: readonly Judged[]): Promise<void> {
  await insertEvents(
    tx,
    pairing.accountId,
    judged.map(({ item, sent, verdict }) => ({
      leadId: item.leadId,
      kind: 'feedback',
      actor: actorOf(pairing),
      detail: { text: wordsOf(pairing, item, verdict), dispatch: sent.id, reference: item.reference, at: item.at },
    })),
  )
}

function wordsOf({ delivery }: SendingPairing, item: Waiting, verdict: FeedbackVerdict): string {
  const { state, reason, at } = item
  const price = amountOf(item)
  const what = state === 'sold' && price !== null ? `sold, ${formatMoney(price)} for us` : state
  const why = reason === null ? '' : ` (${reason})`
  const then = verdict.kind === 'nothing' ? `; changes nothing here: ${whyNothing[verdict.why]}` : ''
  return `Result from ${delivery}, as of ${at.toISOString()}: ${what}${why}${then}`
}

const whyNothing = {
  stale: 'something newer is known',
  same: 'it was known',
  contradiction: 'it does not fit what is known here, so it is left as it is',
} as const

export function actorOf({ id }: SendingPairing): string {
  return `pairing ${id}`
}
