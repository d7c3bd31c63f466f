// Payout and revenue that were changed are what they were before, by ledger rows that turn the change round.

import { movedSince, restoreMoney, type MoneyChanged } from '../../adjustments/restoreMoney.ts'
import { readMoneyFacts } from '../../adjustments/readMoneyFacts.ts'
import { editedSince } from './undoEdit.ts'
import { leftOut, restored, type Undoer, type UndoItem } from './undoer.ts'

interface StoredStep {
  readonly buyer: string | null
  readonly dispatchId: string | null
  /** In 1/10,000, as text: JSON has no integers of that size. */
  readonly from: string
  readonly to: string
}

export interface MoneyBefore {
  readonly revenue: (StoredStep & { readonly buyer: string; readonly dispatchId: string }) | null
  readonly payout: StoredStep | null
  /** Of the lead: whoever edited it since had these amounts before them. */
  readonly revision: number
}

/** What has to be known of a change to turn it round. Pure. */
export function moneyBefore({ revenue, payout }: MoneyChanged, revision: number): MoneyBefore {
  return {
    revenue: revenue && { ...revenue, from: String(revenue.from), to: String(revenue.to) },
    payout: payout && { ...payout, from: String(payout.from), to: String(payout.to) },
    revision,
  }
}

export const undoMoney: Undoer<MoneyBefore> = {
  async consider(tx, { accountId }, items) {
    const facts = await readMoneyFacts(
      tx,
      accountId,
      items.map(({ lead }) => lead),
    )
    return items.map((item, index) => {
      const own = facts[index]
      return revisedSince(item) ?? (own ? movedSince(own, changedOf(item.before)) : 'not found')
    })
  },
  async run(tx, { accountId, actor, undone, jobId }, items) {
    const by = { accountId, actor, reason: `Undo of job ${undone}`, jobId }
    const asked = items.filter((item) => revisedSince(item) === null)
    const answers = await restoreMoney(
      tx,
      by,
      asked.map(({ lead, before }) => ({ id: lead.id, receivedAt: lead.receivedAt, changed: changedOf(before) })),
    )
    return items.map((item) => {
      const answer = revisedSince(item) ?? answers.get(item.lead.id)
      if (answer === undefined) return leftOut('not found')
      return answer === null ? restored : leftOut(answer)
    })
  },
  moneyOf({ revenue, payout }) {
    return { revenue: changeOf(revenue), payout: changeOf(payout) }
  },
}

function revisedSince({ lead, before }: UndoItem<MoneyBefore>): string | null {
  return lead.revision === before.revision ? null : editedSince(lead.revision)
}

function changeOf(step: StoredStep | null): bigint {
  return step === null ? 0n : BigInt(step.from) - BigInt(step.to)
}

function changedOf({ revenue, payout }: MoneyBefore): MoneyChanged {
  return {
    revenue: revenue && { ...revenue, from: BigInt(revenue.from), to: BigInt(revenue.to) },
    payout: payout && { ...payout, from: BigInt(payout.from), to: BigInt(payout.to) },
  }
}
