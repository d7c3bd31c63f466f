// Changes what buyers owe and suppliers earn for leads: as ledger rows beside those that stand, and in the leads' own sums.

import type { TransactionSql } from 'postgres'

import { formatMoney } from '@switchyard/core/money/money.ts'

import { databaseNow } from '../db/clock.ts'
import { insertEvents, type LeadEvent } from '../leads/insertEvents.ts'
import type { LeadRef } from '../readmission/storedLead.ts'
import { lockSales } from '../returns/lockSales.ts'
import { insertBookings, type Booking } from '../settlement/booking.ts'
import { payoutAdjustment, revenueAdjustment } from '../settlement/corrections.ts'
import { readBooked } from '../settlement/readBooked.ts'
import { within, type OpenLead } from '../settlement/write.ts'
import { decideMoney, type MoneyDecision, type MoneyWish, type Step } from './decideMoney.ts'

/** Who changes money, and why. */
export interface MoneyRoad {
  readonly accountId: string
  readonly actor: string
  /** The operator's own words. */
  readonly reason: string | null
  /** The job that does it, if one does. */
  readonly jobId: string | null
}

export interface Adjustment extends MoneyRoad {
  readonly wish: MoneyWish
}

/** By lead id. Writes everything in `tx`; leads that cannot be changed are left as they are. */
export async function adjustMoney(
  tx: TransactionSql,
  adjustment: Adjustment,
  leads: readonly LeadRef[],
): Promise<ReadonlyMap<string, MoneyDecision>> {
  const { accountId, wish } = adjustment
  const open = await lockSales(tx, accountId, leads)
  const booked = await readBooked(
    tx,
    accountId,
    open.map(({ leadId }) => leadId),
  )
  const decisions = new Map(
    open.map((lead) => [lead.leadId, decideMoney({ ...lead, booked: booked.of(lead.leadId) }, wish)]),
  )
  const changing = open.flatMap((lead) => {
    const decision = decisions.get(lead.leadId)
    return decision?.kind === 'change' ? [{ lead, decision }] : []
  })
  await writeMoney(tx, adjustment, changing)
  return decisions
}

interface ChangingLead {
  readonly lead: OpenLead
  readonly decision: Changing
}

/** The leads are locked, and their decisions were made under that lock. */
export async function writeMoney(
  tx: TransactionSql,
  road: MoneyRoad,
  changing: readonly ChangingLead[],
): Promise<void> {
  if (changing.length === 0) return
  const { accountId } = road
  await Promise.all([
    updateSums(tx, accountId, changing),
    insertBookings(
      tx,
      changing.flatMap(({ lead, decision }) => bookingsOf(lead, decision, road)),
    ),
    insertEvents(
      tx,
      accountId,
      changing.map(({ lead, decision }) => eventOf(lead, decision, road)),
    ),
  ])
}

type Changing = Extract<MoneyDecision, { kind: 'change' }>

async function updateSums(tx: TransactionSql, accountId: string, changing: readonly ChangingLead[]): Promise<void> {
  const rows = changing.map(({ lead, decision }) => ({
    id: lead.leadId,
    received_at: lead.receivedAt,
    revenue: changeOf(decision.revenue).toString(),
    payout: changeOf(decision.payout).toString(),
  }))
  const bounds = within(
    tx,
    tx`l.received_at`,
    rows.map((row) => row.received_at),
  )
  await tx`
    UPDATE leads l SET revenue = l.revenue + r.revenue, payout = l.payout + r.payout, updated_at = now()
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (id bigint, received_at timestamptz, revenue bigint, payout bigint)
    WHERE l.account_id = ${accountId} AND l.id = r.id AND l.received_at = r.received_at AND ${bounds}`
}

function bookingsOf(lead: OpenLead, { revenue, payout }: Changing, { accountId, actor, reason }: MoneyRoad): Booking[] {
  const { currency, campaign, leadId, supplier } = lead
  const note = reason === null ? `Changed by ${actor}` : `Changed by ${actor}: ${reason}`
  const subject = { accountId, at: databaseNow(), currency, campaign, leadId, note }
  const bookings: Booking[] = []
  if (revenue) {
    const { buyer, dispatchId } = revenue
    bookings.push(revenueAdjustment({ ...subject, supplier }, { buyer, dispatchId, change: changeOf(revenue) }))
  }
  if (payout && supplier !== null) {
    const { buyer, dispatchId } = payout
    bookings.push(payoutAdjustment({ ...subject, supplier }, { buyer, dispatchId, change: changeOf(payout) }))
  }
  return bookings
}

function changeOf(step: Step | null): bigint {
  return step === null ? 0n : step.to - step.from
}

function eventOf(lead: OpenLead, { revenue, payout }: Changing, { actor, reason, jobId }: MoneyRoad): LeadEvent {
  const changes = [
    ...(revenue ? [`revenue of ${revenue.buyer} ${stepWords(revenue, lead)}`] : []),
    ...(payout ? [`payout ${stepWords(payout, lead)}`] : []),
  ]
  const detail = {
    text: `Money changed: ${changes.join(', ')}${reason === null ? '' : `. ${reason}`}`,
    ...(reason === null ? {} : { reason }),
    ...(jobId === null ? {} : { job: jobId }),
  }
  return { leadId: lead.leadId, kind: 'moneyUpdated', actor, detail }
}

function stepWords({ from, to }: Step, { currency }: OpenLead): string {
  return `${formatMoney(from)} → ${formatMoney(to)} ${currency}`
}
