// Returns are taken back: the buyers keep the leads after all, and what was booked back is booked again.

import type { TransactionSql } from 'postgres'

import { formatMoney } from '@switchyard/core/money/money.ts'

import { databaseNow } from '../db/clock.ts'
import { insertEvents } from '../leads/insertEvents.ts'
import type { LeadRef } from '../readmission/storedLead.ts'
import { insertBookings, type Booking } from '../settlement/booking.ts'
import { payoutAdjustment, revenueAdjustment } from '../settlement/corrections.ts'
import { leadChange } from '../settlement/leadChange.ts'
import { readBooked, type Booked } from '../settlement/readBooked.ts'
import { updateLeads, within, type LeadDispatch, type OpenLead } from '../settlement/write.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { lockSales } from './lockSales.ts'
import { newestIdOf, nothingNew, type ReturnBefore } from './returnSales.ts'

export interface TakingBack extends LeadRef {
  readonly before: ReturnBefore
}

export interface TakeBackWish {
  readonly setup: AccountSetup
  readonly actor: string
  /** For the ledger and the lead's story: "Undo of job 17". */
  readonly reason: string
  readonly jobId: string
}

interface ReturnFacts {
  readonly dispatches: readonly Pick<LeadDispatch, 'id' | 'returnReason'>[]
  readonly booked: Booked
}

/** Why the return stands, in words; null: it can be taken back. Pure. */
export function changedSinceReturn({ dispatches, booked }: ReturnFacts, before: ReturnBefore): string | null {
  const sales = dispatches.filter(({ id }) => before.dispatchIds.includes(id))
  if (sales.length === 0 || sales.some(({ returnReason }) => returnReason !== before.reason)) {
    return 'its return was changed since'
  }
  if (newestIdOf(dispatches) !== before.newest) return 'offered again since it came back'
  const revenue = booked.revenue.get(before.buyer) ?? 0n
  if (revenue !== 0n) return `its revenue was changed since, to ${formatMoney(revenue)}`
  const paid = before.payout.find(({ buyer }) => (booked.payout.get(buyer) ?? 0n) !== 0n)
  return paid ? `its payout was changed since, to ${formatMoney(booked.payout.get(paid.buyer) ?? 0n)}` : null
}

/** By lead id: null where it was taken back, otherwise why not. Writes everything in `tx`. */
export async function takeBackReturns(
  tx: TransactionSql,
  wish: TakeBackWish,
  leads: readonly TakingBack[],
): Promise<ReadonlyMap<string, string | null>> {
  const { accountId } = wish.setup
  const open = await lockSales(tx, accountId, leads)
  const booked = await readBooked(
    tx,
    accountId,
    open.map(({ leadId }) => leadId),
  )
  const asked = new Map(leads.map(({ id, before }) => [id, before]))
  const answers = new Map<string, string | null>()
  const back = open.flatMap((lead) => {
    const before = asked.get(lead.leadId)
    if (!before) return []
    const since = changedSinceReturn({ ...lead, booked: booked.of(lead.leadId) }, before)
    answers.set(lead.leadId, since)
    return since === null ? [backOf(lead, before, wish)] : []
  })
  if (back.length === 0) return answers
  await tx`
    UPDATE dispatches d SET returned_at = NULL, return_reason = NULL
    WHERE d.account_id = ${accountId} AND d.id = ANY(${back.flatMap(({ before }) => [...before.dispatchIds])}::bigint[])
      AND d.state = 'accepted'`
  await updateLeads(
    tx,
    back.map(({ change }) => change),
  )
  await Promise.all([
    ...acceptAgain(tx, accountId, back),
    insertBookings(
      tx,
      back.flatMap(({ bookings }) => [...bookings]),
    ),
    insertEvents(
      tx,
      accountId,
      back.map(({ lead, before }) => ({
        leadId: lead.leadId,
        kind: 'undone',
        actor: wish.actor,
        detail: { text: `${before.buyer} keeps the lead after all. ${wish.reason}`, job: wish.jobId },
      })),
    ),
  ])
  return answers
}

type Back = ReturnType<typeof backOf>

function backOf(lead: OpenLead, before: ReturnBefore, { setup, reason }: TakeBackWish) {
  const { accountId, currency, campaign, leadId, supplier } = lead
  const { buyer, dispatchIds } = before
  const dispatchId = dispatchIds.at(-1) ?? null
  const subject = { accountId, at: databaseNow(), currency, campaign, leadId, note: reason }
  const revenue = BigInt(before.revenue)
  const bookings: Booking[] = []
  if (revenue !== 0n && dispatchId !== null) {
    bookings.push(revenueAdjustment({ ...subject, supplier }, { change: revenue, buyer, dispatchId }))
  }
  // Without a supplier nothing was taken from one.
  const parts = supplier === null ? [] : before.payout.map((part) => ({ supplier, part }))
  for (const { supplier: earner, part } of parts) {
    const sale = { buyer: part.buyer, dispatchId: part.buyer === null ? null : dispatchId }
    bookings.push(payoutAdjustment({ ...subject, supplier: earner }, { change: BigInt(part.amount), ...sale }))
  }
  const payout = parts.reduce((sum, { part }) => sum + BigInt(part.amount), 0n)
  const dispatches = lead.dispatches.map((dispatch) =>
    dispatchIds.includes(dispatch.id) ? { ...dispatch, returnReason: null } : dispatch,
  )
  const sales = { bookings, revenue, payout }
  const change = { ...leadChange({ ...lead, dispatches }, { ...nothingNew, setup, sales }), rejected: null }
  return { lead, before, bookings, change }
}

/** Leads that the return has shown as rejected say again what they said before. */
function acceptAgain(tx: TransactionSql, accountId: string, back: readonly Back[]): Promise<unknown>[] {
  const rows = back
    .filter(({ lead }) => lead.status === 'rejected')
    .map(({ lead: { leadId, receivedAt }, before: { code, words, failures } }) => ({
      id: leadId,
      received_at: receivedAt,
      code,
      words,
      failures,
    }))
  if (rows.length === 0) return []
  const json = JSON.stringify(rows)
  const times = rows.map((row) => row.received_at)
  return [
    tx`
      UPDATE leads l SET status = 'accepted', code = r.code, reason = r.words
      FROM jsonb_to_recordset(${json}::text::jsonb) AS r (id bigint, received_at timestamptz, code text, words text)
      WHERE l.account_id = ${accountId} AND l.id = r.id AND l.received_at = r.received_at AND l.code = 'REJECT_LEAD_RETURNED'
        AND ${within(tx, tx`l.received_at`, times)}`,
    tx`
      UPDATE lead_data v SET failures = r.failures
      FROM jsonb_to_recordset(${json}::text::jsonb) AS r (id bigint, received_at timestamptz, failures jsonb)
      WHERE v.account_id = ${accountId} AND v.lead_id = r.id AND v.received_at = r.received_at
        AND ${within(tx, tx`v.received_at`, times)}`,
  ]
}
