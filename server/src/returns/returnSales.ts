// Buyers give leads back: their sales are no sales any more, in the lead, in the ledger and in every count. Caps stay as they are: a
// place that a sale has used is not used a second time on the same day.

import type { TransactionSql } from 'postgres'

import { databaseNow } from '../db/clock.ts'
import { insertEvents } from '../leads/insertEvents.ts'
import type { LeadRef } from '../readmission/storedLead.ts'
import { insertBookings, type Booking } from '../settlement/booking.ts'
import { payoutReversal, revenueReversal } from '../settlement/corrections.ts'
import { writeDestinationFailures } from '../settlement/destinationFailures.ts'
import { leadChange } from '../settlement/leadChange.ts'
import { paysEachSale } from '../settlement/payout.ts'
import { readBooked, type Booked } from '../settlement/readBooked.ts'
import { lockLeads, updateLeads, within, type LeadChange, type OpenLead } from '../settlement/write.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { decideReturn, payoutToReverse, type PayoutPart, type ReturnDecision } from './decideReturn.ts'
import { lockSales } from './lockSales.ts'

export interface ReturnWish {
  readonly setup: AccountSetup
  readonly actor: string
  /** As the account's list spells it. */
  readonly reason: string
  /** BID; undefined where each lead has one buyer. */
  readonly buyer: string | undefined
  readonly reversePayout: boolean
  /** The job that returns them, if one does. */
  readonly jobId: string | null
  /** The route is run again next: a campaign that shows returns as rejections waits for what comes of that. */
  readonly goesOn: boolean
}

/** What a return has taken away, for whoever undoes it. */
export interface ReturnBefore {
  readonly buyer: string
  readonly reason: string
  readonly dispatchIds: readonly string[]
  /** In 1/10,000, as text: what was booked back. */
  readonly revenue: string
  readonly payout: readonly { readonly buyer: string | null; readonly amount: string }[]
  /** The newest dispatch that the lead had. */
  readonly newest: string
  /** What the lead said: a campaign may show returns as rejections. */
  readonly code: string
  readonly words: string | null
  readonly failures: readonly unknown[]
}

export interface Returned {
  /** By lead id. */
  readonly decisions: ReadonlyMap<string, ReturnDecision>
  /** By id of those that were given back. */
  readonly before: ReadonlyMap<string, ReturnBefore>
}

/** Writes everything in `tx`; leads that cannot be given back are left as they are. */
export async function returnSales(tx: TransactionSql, wish: ReturnWish, leads: readonly LeadRef[]): Promise<Returned> {
  const { accountId } = wish.setup
  const open = await lockSales(tx, accountId, leads)
  const booked = await readBooked(
    tx,
    accountId,
    open.map(({ leadId }) => leadId),
  )
  const decisions = new Map(open.map((lead) => [lead.leadId, decideReturn(lead.dispatches, wish.buyer)]))
  const returns = open.flatMap((lead): Return[] => {
    const decision = decisions.get(lead.leadId)
    return decision?.kind === 'return' ? [returnOf(lead, decision, booked.of(lead.leadId), wish)] : []
  })
  if (returns.length === 0) return { decisions, before: new Map() }
  const said = await readSaid(
    tx,
    accountId,
    returns.map(({ lead }) => lead),
  )
  const changes = returns.map(({ change }) => change)
  await tx`
    UPDATE dispatches d SET returned_at = now(), return_reason = ${wish.reason}
    WHERE d.account_id = ${accountId} AND d.id = ANY(${returns.flatMap(({ decision }) => [...decision.dispatchIds])}::bigint[])
      AND d.state = 'accepted' AND d.return_reason IS NULL`
  await Promise.all([
    updateLeads(tx, changes),
    writeDestinationFailures(tx, changes),
    insertBookings(
      tx,
      returns.flatMap(({ bookings }) => [...bookings]),
    ),
    insertEvents(
      tx,
      accountId,
      returns.map(({ lead, decision, payout }) => ({
        leadId: lead.leadId,
        kind: 'returned',
        actor: wish.actor,
        detail: {
          text: `Returned by ${decision.buyer}: ${wish.reason}. ${payoutWords(wish, decision, payout)}`,
          buyer: decision.buyer,
          reason: wish.reason,
          reversePayout: wish.reversePayout,
          ...(wish.jobId === null ? {} : { job: wish.jobId }),
        },
      })),
    ),
  ])
  return { decisions, before: new Map(returns.map((one) => [one.lead.leadId, beforeOf(one, wish, said)])) }
}

type Said = Pick<ReturnBefore, 'code' | 'words' | 'failures'>

async function readSaid(
  tx: TransactionSql,
  accountId: string,
  leads: readonly OpenLead[],
): Promise<ReadonlyMap<string, Said>> {
  const bounds = within(
    tx,
    tx`l.received_at`,
    leads.map(({ receivedAt }) => receivedAt),
  )
  const rows = await tx<(Said & { id: string })[]>`
    SELECT l.id::text AS id, l.code, l.reason AS words, v.failures
    FROM leads l JOIN lead_data v ON v.account_id = l.account_id AND v.lead_id = l.id AND v.received_at = l.received_at
    WHERE l.account_id = ${accountId} AND l.id = ANY(${leads.map(({ leadId }) => leadId)}::bigint[]) AND ${bounds}`
  return new Map(rows.map(({ id, ...said }) => [id, said]))
}

function beforeOf(
  { lead, decision, revenue, parts }: Return,
  { reason }: ReturnWish,
  said: ReadonlyMap<string, Said>,
): ReturnBefore {
  const own = said.get(lead.leadId)
  if (!own) throw new Error(`Lead ${lead.leadId} is locked and not there`)
  return {
    buyer: decision.buyer,
    reason,
    dispatchIds: decision.dispatchIds,
    revenue: String(revenue),
    payout: parts.map(({ buyer, amount }) => ({ buyer, amount: String(amount) })),
    newest: newestIdOf(lead.dispatches),
    ...own,
  }
}

/** Ids grow; what was made later has a bigger one. */
export function newestIdOf(dispatches: readonly { readonly id: string }[]): string {
  return String(dispatches.reduce((most, { id }) => (BigInt(id) > most ? BigInt(id) : most), 0n))
}

/** Leads of which nothing came of going on: a campaign that shows returns as rejections shows them so now. */
export async function settleReturned(
  tx: TransactionSql,
  setup: AccountSetup,
  leads: readonly (LeadRef & { readonly campaign: string })[],
): Promise<void> {
  const { accountId } = setup
  const showing = leads.filter(({ campaign }) => setup.campaigns.get(campaign)?.doc.rejectOnRefusal === true)
  if (showing.length === 0) return
  const open = await lockLeads(
    tx,
    showing.map(({ id, receivedAt }) => ({ accountId, leadId: id, receivedAt })),
  )
  const changes = open.map((lead) => leadChange(lead, { ...nothingNew, setup }))
  await updateLeads(tx, changes)
  await writeDestinationFailures(tx, changes)
}

/** For `leadChange`: nothing came of an offer. */
export const nothingNew = {
  offered: false,
  own: [],
  sales: { bookings: [], revenue: 0n, payout: 0n },
  steps: [],
} as const

type Returning = Extract<ReturnDecision, { kind: 'return' }>

interface Return {
  readonly lead: OpenLead
  readonly decision: Returning
  readonly change: LeadChange
  readonly bookings: readonly Booking[]
  /** What was booked for the sale. */
  readonly revenue: bigint
  readonly parts: readonly PayoutPart[]
  /** What the supplier gives back. */
  readonly payout: bigint
}

function returnOf(lead: OpenLead, decision: Returning, booked: Booked, wish: ReturnWish): Return {
  const { setup, reason } = wish
  const { buyer, dispatchIds } = decision
  const { accountId, currency, campaign, leadId, supplier } = lead
  const dispatchId = dispatchIds.at(-1) ?? dispatchIds[0]
  const subject = { accountId, at: databaseNow(), currency, campaign, leadId, note: reason }
  const revenue = booked.revenue.get(buyer) ?? 0n
  const doc = setup.campaigns.get(campaign)?.doc
  const parts =
    wish.reversePayout && supplier !== null
      ? payoutToReverse(booked.payout, decision, doc !== undefined && paysEachSale(doc)).map((part) => ({
          ...part,
          supplier,
        }))
      : []
  const payout = parts.reduce((sum, { amount }) => sum + amount, 0n)
  const dispatches = lead.dispatches.map((dispatch) =>
    dispatchIds.includes(dispatch.id) ? { ...dispatch, returnReason: reason } : dispatch,
  )
  const bookings = [
    revenueReversal({ ...subject, supplier }, { amount: revenue, buyer, dispatchId }),
    ...parts.map(({ supplier: earner, ...part }) =>
      payoutReversal(
        { ...subject, supplier: earner },
        { ...part, dispatchId: part.buyer === null ? null : dispatchId },
      ),
    ),
  ]
  const sales = { bookings, revenue: -revenue, payout: -payout }
  const change = leadChange({ ...lead, dispatches }, { ...nothingNew, setup, sales })
  return {
    lead,
    decision,
    bookings,
    revenue,
    parts,
    payout,
    change: wish.goesOn ? { ...change, rejected: null } : change,
  }
}

function payoutWords({ reversePayout }: ReturnWish, { keptBy }: Returning, payout: bigint): string {
  if (!reversePayout) return 'The supplier keeps its payout'
  if (payout > 0n) return 'The payout is taken back from the supplier'
  return keptBy.length > 0
    ? `The payout stays: ${keptBy.join(', ')} keeps the lead`
    : 'There was no payout to take back'
}
