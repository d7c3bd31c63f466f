// Held dispatches go back to the queue: those whose time has come, and those that wait for a place in a full cap as soon as one
// comes free. Hours and caps are looked at again; what may not go yet is held on, what may never go is skipped and its route
// goes on.

import type { TransactionSql } from 'postgres'

import { databaseNow } from '../db/clock.ts'
import { holdingDeliveries } from '../caps/holding.ts'
import { reservePlace } from '../caps/places.ts'
import { deliverySlots, type AccountSlot } from '../caps/slots.ts'
import { lockWindows, peekWindows, writeWindows, type Counter } from '../caps/windows.ts'
import type { Database } from '../db/database.ts'
import { mayBecome } from '../queue/mayBecome.ts'
import type { SettledDispatch } from '../settlement/write.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { LiveSetup } from '../setup/live.ts'
import { lockDue, lockWaiting, whoWaits, type Held, type Queue } from './held.ts'
import { letGo, type Release } from './letGo.ts'

export interface Releasing {
  readonly db: Database
  readonly live: LiveSetup
  readonly queue: { wake(destinations: Iterable<{ accountId: string; delivery: string }>): void }
  /** What follows when these are skipped, in the same transaction; resolves to what is to be done after it is committed. */
  readonly skipped: (tx: TransactionSql, dispatches: readonly SettledDispatch[]) => Promise<() => void>
}

const batch = 200

/** Those whose time has come. */
export async function releaseDue(context: Releasing): Promise<void> {
  for (;;) {
    const looked = await release(context, (tx) => lockDue(tx, batch))
    if (looked < batch) return
  }
}

/** Those that wait for a place, where there is one. Costs nothing while no cap holds leads. */
export async function releaseWaiting(context: Releasing): Promise<void> {
  const { db, live } = context
  const queues = live
    .known()
    .flatMap((setup) =>
      holdingDeliveries(setup).flatMap(({ delivery }) =>
        [false, true].map((test): Queue => ({ accountId: setup.accountId, delivery, test })),
      ),
    )
  if (queues.length === 0) return
  for (const queue of await whoWaits(db.engine, queues)) {
    const setup = await live.account(queue.accountId)
    const now = databaseNow()
    const opening = setup.deliveries.get(queue.delivery)?.opening(now)
    if (opening?.getTime() !== now.getTime()) continue
    const slots = slotsOf(setup, queue, now)
    const counters = await db.engine.begin('read only', (tx) => peekWindows(tx, slots))
    const most = Math.min(batch, ...slots.map((slot) => freeIn(slot, counters.get(slot.key))))
    if (most > 0) await release(context, (tx) => lockWaiting(tx, queue, most, resetOf(slots)))
  }
}

/** How many more leads fit. */
function freeIn({ limit, asks }: AccountSlot, counter: Counter | undefined): number {
  const free = limit - (counter?.used ?? 0) - (counter?.reserved ?? 0)
  if (free <= 0) return 0
  return asks === 0 ? batch : Math.floor(free / asks)
}

/** Where the caps go by the calendar: the end of the shortest window. */
function resetOf(slots: readonly AccountSlot[]): Date | null {
  const ends = slots.flatMap(({ end }) => end?.getTime() ?? [])
  const isRolling = slots.some(({ spanMs }) => spanMs !== null)
  return ends.length === 0 || isRolling ? null : new Date(Math.min(...ends))
}

function slotsOf(
  setup: AccountSetup | undefined,
  { delivery, test }: Pick<Held, 'delivery' | 'test'>,
  now: Date,
): readonly AccountSlot[] {
  const reference = setup?.deliveries.get(delivery)?.doc.campaign
  const campaign = reference === undefined ? undefined : setup?.campaigns.get(reference)
  return setup && campaign ? deliverySlots(setup, campaign.doc, delivery, now, test) : []
}

async function release(context: Releasing, lock: (tx: TransactionSql) => Promise<Held[]>): Promise<number> {
  const { db, live } = context
  const done = await db.engine.begin(async (tx) => {
    const held = await lock(tx)
    if (held.length === 0) return { looked: 0, ready: [], skips: [] }
    const setups = await setupsOf(live, held)
    const now = databaseNow()
    const slots = new Map(held.map((one) => [one, one.overCap ? [] : slotsOf(setups.get(one.accountId), one, now)]))
    const counters = await lockWindows(
      tx,
      [...slots.values()].flatMap((own) => own.map(({ ref }) => ref)),
    )
    const releases = held.map((one) => ({
      one,
      to: letGo(one, setups.get(one.accountId), slots.get(one) ?? [], counters, now),
    }))
    const places = releases.flatMap(({ to }) => (to.kind === 'go' ? (to.places ?? []) : []))
    await Promise.all([writeWindows(tx, places.map(reservePlace)), writeReleases(tx, releases, now)])
    return {
      looked: held.length,
      ready: releases.flatMap(({ one, to }) => (to.kind === 'go' ? [one] : [])),
      skips: releases.flatMap(({ one, to }) => (to.kind === 'skip' ? [{ one, reason: to.reason }] : [])),
    }
  })
  context.queue.wake(done.ready)
  if (done.skips.length > 0) await skip(context, done.skips)
  return done.looked
}

async function setupsOf(live: LiveSetup, held: readonly Held[]): Promise<ReadonlyMap<string, AccountSetup>> {
  const accounts = [...new Set(held.map(({ accountId }) => accountId))]
  return new Map(await Promise.all(accounts.map(async (id) => [id, await live.account(id)] as const)))
}

async function writeReleases(
  tx: TransactionSql,
  releases: readonly { readonly one: Held; readonly to: Release }[],
  now: Date,
): Promise<void> {
  const rows = releases.flatMap(({ one, to }) =>
    to.kind === 'skip' ? [] : [{ account_id: one.accountId, id: one.id, ...rowOf(one, to, now) }],
  )
  if (rows.length === 0) return
  await tx`
    UPDATE dispatches d SET state = r.state, due_at = r.due_at, reason = r.reason, waits_for_place = r.waits,
      reserved = CASE WHEN r.keeps THEN d.reserved ELSE r.reserved END, released_at = r.released_at
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS r (account_id bigint, id bigint, state text, due_at timestamptz, reason text, reserved jsonb, waits boolean,
        keeps boolean, released_at timestamptz)
    WHERE d.account_id = r.account_id AND d.id = r.id AND ${mayBecome(tx, 'queued', ['held'])}`
}

function rowOf(one: Held, to: Exclude<Release, { kind: 'skip' }>, now: Date): Record<string, unknown> {
  if (to.kind === 'hold') {
    return { state: 'held', due_at: to.until, reason: to.reason, waits: to.waitsForPlace, keeps: one.overCap }
  }
  const { places } = to
  const reserved = places !== null && places.length > 0 ? places : null
  return {
    state: 'queued',
    due_at: now,
    reason: null,
    waits: false,
    released_at: now,
    keeps: places === null,
    reserved,
  }
}

/** In a transaction of its own: leads are locked before cap windows, and the release has locked those. */
async function skip(
  context: Releasing,
  skips: readonly { readonly one: Held; readonly reason: string }[],
): Promise<void> {
  const rows = skips.map(({ one, reason }) => ({ account_id: one.accountId, id: one.id, reason }))
  const after = await context.db.engine.begin(async (tx) => {
    const skipped = await tx<SettledDispatch[]>`
      UPDATE dispatches d SET state = 'skipped', reason = r.reason, settled_at = now(), waits_for_place = false
      FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (account_id bigint, id bigint, reason text)
      WHERE d.account_id = r.account_id AND d.id = r.id AND ${mayBecome(tx, 'skipped', ['held'])}
      RETURNING d.account_id::text AS "accountId", d.id::text AS id, d.lead_id::text AS "leadId",
        d.lead_received_at AS "receivedAt", d.reserved`
    return context.skipped(tx, skipped)
  })
  after()
}
