// May a held dispatch go now? The hours are looked at again, and the caps of the window that is open now.

import { capWords } from '@switchyard/core/caps/capWords.ts'
import { isFull } from '@switchyard/core/caps/caps.ts'
import { closedWords } from '@switchyard/core/schedule/closedWords.ts'

import { snapshotIn, takePlaces, type AccountSlot } from '../caps/slots.ts'
import type { Counter, WindowRef } from '../caps/windows.ts'
import { spreadHold } from '../queue/spreadHold.ts'
import type { AccountSetup } from '../setup/compile.ts'
import type { Held } from './held.ts'

export type Release =
  /** `places` null: it keeps what it names. */
  | { readonly kind: 'go'; readonly places: readonly WindowRef[] | null }
  | { readonly kind: 'hold'; readonly until: Date; readonly reason: string; readonly waitsForPlace: boolean }
  /** It may never go, or the operator chose that the route goes on without it. */
  | { readonly kind: 'skip'; readonly reason: string }

/** A rolling cap that is full of leads in flight has no time of its own at which it frees. */
const lookAgainMs = 60_000

/** Places of one that goes are taken in `counters`. */
export function letGo(
  held: Held,
  setup: AccountSetup | undefined,
  slots: readonly AccountSlot[],
  counters: ReadonlyMap<string, Counter>,
  now: Date,
): Release {
  // A person had it sent: hours and caps do not keep it back.
  if (held.overCap) return { kind: 'go', places: null }
  const delivery = setup?.deliveries.get(held.delivery)
  const schedule = delivery?.doc.schedule
  const opening = delivery ? delivery.opening(now) : now
  if (setup && schedule && (opening === null || opening > now)) {
    const reason = closedWords(opening, now, schedule.timezone)
    if (opening === null || schedule.outside === 'skip') return { kind: 'skip', reason }
    return { kind: 'hold', until: spreadHold(setup, held.delivery, opening, held.leadId), reason, waitsForPlace: false }
  }
  if (!setup) return { kind: 'go', places: null }
  const full = slots.map((slot) => snapshotIn(counters, slot)).filter(isFull)
  if (full.length === 0) return { kind: 'go', places: takePlaces(slots, counters) }
  const zone = setup.campaigns.get(held.campaign)?.doc.timezone ?? 'UTC'
  const final = full.find(
    ({ whenFull, period, resetsAt }) => whenFull !== 'hold' || (resetsAt === null && period !== 'rolling'),
  )
  if (final) return { kind: 'skip', reason: capWords(final, now, zone) }
  const resets = full.map(({ resetsAt }) => (resetsAt === null ? now.getTime() + lookAgainMs : Date.parse(resetsAt)))
  const reset = new Date(Math.max(...resets))
  const due = delivery?.opening(reset) ?? reset
  return {
    kind: 'hold',
    until: spreadHold(setup, held.delivery, due, held.leadId),
    reason: full.map((cap) => capWords(cap, now, zone)).join('; '),
    waitsForPlace: true,
  }
}
