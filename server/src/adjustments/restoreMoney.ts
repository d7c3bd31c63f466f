// Takes changes of money back: as further ledger rows, where the amounts still are what the change made of them.

import type { TransactionSql } from 'postgres'

import { formatMoney } from '@switchyard/core/money/money.ts'

import type { LeadRef } from '../readmission/storedLead.ts'
import { salesOf } from '../returns/decideReturn.ts'
import { lockSales } from '../returns/lockSales.ts'
import { readBooked } from '../settlement/readBooked.ts'
import { writeMoney } from './adjustMoney.ts'
import type { MoneyFacts, Step } from './decideMoney.ts'

type SaleStep = Step & { readonly buyer: string; readonly dispatchId: string }

/** What a change put in place of what; steps that changed nothing are null. */
export interface MoneyChanged {
  readonly revenue: SaleStep | null
  readonly payout: Step | null
}

/** Why the change cannot be taken back, in words; null: it can. Pure. */
export function movedSince(
  facts: Pick<MoneyFacts, 'booked' | 'dispatches'>,
  { revenue, payout }: MoneyChanged,
): string | null {
  if (revenue !== null) {
    if (!salesOf(facts.dispatches).has(revenue.buyer)) return `no longer sold to ${revenue.buyer}`
    const now = facts.booked.revenue.get(revenue.buyer) ?? 0n
    if (now !== revenue.to) return `its revenue was changed since, to ${formatMoney(now)}`
  }
  if (payout !== null) {
    const now = facts.booked.payout.get(payout.buyer) ?? 0n
    if (now !== payout.to) return `its payout was changed since, to ${formatMoney(now)}`
  }
  return null
}

export interface Restoring extends LeadRef {
  readonly changed: MoneyChanged
}

/** By lead id: null where it was taken back, otherwise why not. Writes everything in `tx`. */
export async function restoreMoney(
  tx: TransactionSql,
  by: { readonly accountId: string; readonly actor: string; readonly reason: string; readonly jobId: string },
  leads: readonly Restoring[],
): Promise<ReadonlyMap<string, string | null>> {
  const { accountId } = by
  const open = await lockSales(tx, accountId, leads)
  const booked = await readBooked(
    tx,
    accountId,
    open.map(({ leadId }) => leadId),
  )
  const changed = new Map(leads.map((lead) => [lead.id, lead.changed]))
  const answers = new Map<string, string | null>()
  const changing = open.flatMap((lead) => {
    const own = changed.get(lead.leadId)
    if (!own) return []
    const since = movedSince({ ...lead, booked: booked.of(lead.leadId) }, own)
    answers.set(lead.leadId, since)
    if (since !== null) return []
    const decision = { kind: 'change', revenue: turned(own.revenue), payout: turned(own.payout) } as const
    return [{ lead, decision }]
  })
  await writeMoney(tx, by, changing)
  return answers
}

function turned<One extends Step>(step: One | null): One | null {
  return step === null ? null : { ...step, from: step.to, to: step.from }
}
