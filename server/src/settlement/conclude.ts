// What follows when dispatches have come to an end (or to a wait): the leads' own words, money, cap places, and the next offers of
// each route. Runs inside the transaction that ended them.

import type { TransactionSql } from 'postgres'

import { countIn, countOverCap, freePlace, placeOf, usePlace } from '../caps/places.ts'
import { lockWindows, writeWindows, type WindowDelta } from '../caps/windows.ts'
import type { IdBlock } from '../db/ids.ts'
import { writeTogether } from '../db/together.ts'
import { endItems, type EndedItem } from '../jobs/endItems.ts'
import { insertDispatches, type NewDispatch } from '../queue/dispatches.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { insertBookings, type Booking } from './booking.ts'
import { writeDestinationFailures } from './destinationFailures.ts'
import type { Ended } from './ended.ts'
import { goOn, readFactsOf } from './goOn.ts'
import { isSettled, leadChange } from './leadChange.ts'
import { saleBookings } from './sale.ts'
import { lockLeads, updateLeads, type LeadChange, type LeadDispatch, type OpenLead } from './write.ts'

export interface Concluded {
  readonly dispatches: readonly NewDispatch[]
  /** Leads about which nothing is open any more. */
  readonly settledLeads: readonly string[]
  /** The account of each lead that is sold now and was not before; test leads not among them. */
  readonly soldIn: readonly string[]
}

export const nothingConcluded: Concluded = { dispatches: [], settledLeads: [], soldIn: [] }

export async function conclude(
  tx: TransactionSql,
  ended: readonly Ended[],
  setups: ReadonlyMap<string, AccountSetup>,
  dispatchIds: IdBlock,
): Promise<Concluded> {
  if (ended.length === 0) return nothingConcluded
  const leads = await lockLeads(tx, uniqueLeads(ended))
  const going = await readFactsOf(tx, leads)
  const made = dispatchesOf(leads)
  const deltas: WindowDelta[] = ended.flatMap((one) => placesOf(one, made.get(keyOf(one.dispatch))?.overCap === true))
  // Places that come free need no lock of their own; only a route that goes on has to know what is free.
  const windows = [...going.values()].flatMap((continuing) => continuing.windows(setups))
  const counters = await lockWindows(tx, windows.length === 0 ? [] : [...deltas.map((delta) => delta.ref), ...windows])
  countIn(counters, deltas)
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
  const ids = await dispatchIds.take(tx, offers.length)
  // `take` answers as many ids as were asked for.
  const dispatches = offers.map((offer, index) => ({ ...offer, id: ids[index] as string }))
  await Promise.all([
    writeTogether(tx, [
      updateLeads(tx, changes),
      writeDestinationFailures(tx, changes),
      insertDispatches(tx, dispatches),
      insertBookings(tx, bookings),
    ]),
    writeWindows(tx, deltas),
  ])
  await endItems(tx, itemsOf(ended, made))
  return {
    dispatches,
    settledLeads: changes.filter(isSettled).map((change) => change.leadId),
    // One change for each lead, in the leads' order.
    soldIn: leads.flatMap(({ accountId, sold, test }, index) =>
      !test && sold !== 'sold' && changes[index]?.sold === 'sold' ? [accountId] : [],
    ),
  }
}

function uniqueLeads(ended: readonly Ended[]): { accountId: string; leadId: string; receivedAt: Date }[] {
  return [...new Map(ended.map(({ dispatch }) => [`${dispatch.accountId}:${dispatch.leadId}`, dispatch])).values()]
}

function dispatchesOf(leads: readonly OpenLead[]): ReadonlyMap<string, LeadDispatch> {
  return new Map(
    leads.flatMap(({ accountId, dispatches }) =>
      dispatches.map((dispatch) => [`${accountId}:${dispatch.id}`, dispatch]),
    ),
  )
}

function keyOf({ accountId, id }: { readonly accountId: string; readonly id: string }): string {
  return `${accountId}:${id}`
}

/** What jobs wait for. A held dispatch has not come to an end. */
function itemsOf(ended: readonly Ended[], made: ReadonlyMap<string, LeadDispatch>): EndedItem[] {
  return ended.flatMap(({ dispatch, state }) => {
    const jobId = made.get(keyOf(dispatch))?.jobId ?? null
    if (jobId === null || state === 'held') return []
    return [{ accountId: dispatch.accountId, jobId, leadId: dispatch.leadId, dispatchId: dispatch.id }]
  })
}

/**
 * Accepted: the reserved place is used. Refused, given up or held again: it is free. Still open: it stays. A dispatch beside the
 * caps never had one: once accepted it shows beside what they hold.
 */
function placesOf({ dispatch, state, price }: Ended, overCap: boolean): WindowDelta[] {
  if (state === 'pending' || state === 'review') return []
  return (dispatch.reserved ?? []).flatMap((stored) => {
    const place = placeOf(stored)
    if (state !== 'accepted') return overCap ? [] : [freePlace(place)]
    return [overCap ? countOverCap(place, price) : usePlace(place, price)]
  })
}

async function appendSteps(tx: TransactionSql, lead: OpenLead, steps: readonly object[]): Promise<void> {
  await tx`
    UPDATE lead_data
    SET decision = jsonb_set(decision, '{later}', coalesce(decision -> 'later', '[]') || ${JSON.stringify(steps)}::text::jsonb)
    WHERE account_id = ${lead.accountId} AND lead_id = ${lead.leadId} AND received_at = ${lead.receivedAt}`
}
