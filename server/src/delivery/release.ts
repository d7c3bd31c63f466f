// Held dispatches whose time has come: the hours are looked at again and the caps of the window that is open now are taken. What
// may go is queued, what may not is held on.

import type { Database } from '../db/database.ts'
import { lockWindows, writeWindows, type WindowDelta, type WindowRef } from '../caps/windows.ts'
import { deliverySlots, firstFull, takePlaces } from '../caps/slots.ts'
import type { LiveSetup } from '../setup/live.ts'

interface Held {
  readonly accountId: string
  readonly id: string
  readonly campaign: string
  readonly delivery: string
  readonly test: boolean
}

const batch = 200

export async function releaseHeld(
  db: Database,
  live: LiveSetup,
  queue: { wake(destinations: Iterable<{ accountId: string; delivery: string }>): void },
): Promise<void> {
  for (;;) {
    const released = await releaseBatch(db, live)
    queue.wake(released.ready)
    if (released.looked < batch) return
  }
}

async function releaseBatch(db: Database, live: LiveSetup): Promise<{ looked: number; ready: Held[] }> {
  return db.engine.begin(async (tx) => {
    const held = await tx<Held[]>`
      SELECT d.account_id::text AS "accountId", d.id::text AS id, d.campaign, d.delivery, d.test
      FROM dispatches d WHERE d.state = 'held' AND d.due_at <= now()
      ORDER BY d.due_at, d.id LIMIT ${batch} FOR UPDATE SKIP LOCKED`
    if (held.length === 0) return { looked: 0, ready: [] }
    const now = new Date()
    const setups = new Map(
      await Promise.all(
        [...new Set(held.map((h) => h.accountId))].map(async (id) => [id, await live.account(id)] as const),
      ),
    )
    const slots = new Map(
      held.map((h) => {
        const setup = setups.get(h.accountId)
        const campaign = setup?.campaigns.get(h.campaign)
        return [h, setup && campaign ? deliverySlots(setup, campaign.doc, h.delivery, now, h.test) : []]
      }),
    )
    const counters = await lockWindows(tx, [...slots.values()].flat())
    const deltas: WindowDelta[] = []
    const changes: {
      account_id: string
      id: string
      state: string
      due_at: Date
      reason: string | null
      reserved: WindowRef[] | null
    }[] = []
    const ready: Held[] = []
    for (const h of held) {
      const setup = setups.get(h.accountId)
      const own = slots.get(h) ?? []
      const until = setup?.deliveries.get(h.delivery)?.opening(now) ?? now
      const full = firstFull(own, counters)
      if (until > now || full) {
        const due = until > now ? until : new Date(full?.resetsAt ?? now.getTime() + 3_600_000)
        const reason = until > now ? 'outside hours' : 'cap full'
        changes.push({ account_id: h.accountId, id: h.id, state: 'held', due_at: due, reason, reserved: null })
        continue
      }
      const refs = takePlaces(own, counters)
      deltas.push(...refs.map((ref) => ({ ref, reserved: 1, used: 0 })))
      ready.push(h)
      changes.push({ account_id: h.accountId, id: h.id, state: 'queued', due_at: now, reason: null, reserved: refs })
    }
    await Promise.all([
      writeWindows(tx, deltas),
      tx`
        UPDATE dispatches d SET state = r.state, due_at = r.due_at, reason = r.reason, reserved = r.reserved
        FROM json_to_recordset(${JSON.stringify(changes)}::text::json)
          AS r (account_id bigint, id bigint, state text, due_at timestamptz, reason text, reserved jsonb)
        WHERE d.account_id = r.account_id AND d.id = r.id`,
    ])
    return { looked: held.length, ready }
  })
}
