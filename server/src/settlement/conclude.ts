// What follows when dispatches have come to an end (or to a wait): the leads' own words, money, cap places, and the next offers of
// each route. Runs inside the transaction that ended them.

import type { TransactionSql } from 'postgres'

import { lockWindows, writeWindows, type WindowDelta, type WindowRef } from '../caps/windows.ts'
import type { IdBlock } from '../db/ids.ts'
import { insertDispatches, type NewDispatch } from '../queue/dispatches.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { insertBookings, type Booking } from './booking.ts'
import type { Ended } from './ended.ts'
import { goOn, readFactsOf } from './goOn.ts'
import { isSettled, leadChange } from './leadChange.ts'
import { saleBookings } from './sale.ts'
import { lockLeads, updateLeads, type LeadChange, type OpenLead } from './write.ts'

export interface Concluded {
  readonly dispatches: readonly NewDispatch[]
  /** Leads about which nothing is open any more. */
  readonly settledLeads: readonly string[]
}

export async function conclude(
  tx: TransactionSql,
  ended: readonly Ended[],
  setups: ReadonlyMap<string, AccountSetup>,
  dispatchIds: IdBlock,
): Promise<Concluded> {
  if (ended.length === 0) return { dispatches: [], settledLeads: [] }
  const leads = await lockLeads(tx, uniqueLeads(ended))
  const going = await readFactsOf(tx, leads)
  const deltas: WindowDelta[] = ended.flatMap(placesOf)
  // Places that come free need no lock of their own; only a route that goes on has to know what is free.
  const windows = [...going.values()].flatMap((continuing) => continuing.windows(setups))
  const counters = await lockWindows(tx, windows.length === 0 ? [] : [...deltas.map((delta) => delta.ref), ...windows])
  const changes: LeadChange[] = []
  const bookings: Booking[] = []
  const offers: Omit<NewDispatch, 'id'>[] = []
  for (const lead of leads) {
    const setup = setups.get(lead.accountId)
    const own = ended.filter(({ dispatch: d }) => d.accountId === lead.accountId && d.leadId === lead.leadId)
    const sales = saleBookings(lead, setup, own)
    const next = goOn(lead, going.get(lead), setup, counters)
    bookings.push(...sales.bookings)
    offers.push(...next.offers)
    deltas.push(...next.deltas)
    if (next.steps.length > 0) await appendSteps(tx, lead, next.steps)
    changes.push(leadChange(lead, { offered: next.offers.length > 0, setup, own, sales, steps: next.steps }))
  }
  const ids = await dispatchIds.take(offers.length)
  // `take` answers as many ids as were asked for.
  const dispatches = offers.map((offer, index) => ({ ...offer, id: ids[index] as string }))
  await Promise.all([
    updateLeads(tx, changes),
    insertDispatches(tx, dispatches),
    insertBookings(tx, bookings),
    writeWindows(tx, deltas),
  ])
  return { dispatches, settledLeads: changes.filter(isSettled).map((change) => change.leadId) }
}

function uniqueLeads(ended: readonly Ended[]): { accountId: string; leadId: string; receivedAt: Date }[] {
  return [...new Map(ended.map(({ dispatch }) => [`${dispatch.accountId}:${dispatch.leadId}`, dispatch])).values()]
}

/** Accepted: the reserved place is used. Refused, given up or held again: it is free. Still open: it stays. */
function placesOf({ dispatch, state }: Ended): WindowDelta[] {
  if (state === 'pending' || state === 'review') return []
  return (dispatch.reserved ?? []).map((place) => {
    const ref: WindowRef = {
      ...place,
      start: new Date(place.start),
      end: place.end === null ? null : new Date(place.end),
    }
    return { ref, reserved: -1, used: state === 'accepted' ? 1 : 0 }
  })
}

async function appendSteps(tx: TransactionSql, lead: OpenLead, steps: readonly object[]): Promise<void> {
  await tx`
    UPDATE lead_data
    SET decision = jsonb_set(decision, '{later}', coalesce(decision -> 'later', '[]') || ${JSON.stringify(steps)}::text::jsonb)
    WHERE account_id = ${lead.accountId} AND lead_id = ${lead.leadId} AND received_at = ${lead.receivedAt}`
}
