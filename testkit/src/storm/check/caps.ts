// Caps hold at every instant, and their counters are the count of what they count.

import type { Arrival, Dump, Evidence, StoredDispatch } from './evidence.ts'
import type { Violation } from './violation.ts'

export interface CapCount {
  /** How many leads beyond a limit a buyer had at the worst moment, over all limits. */
  readonly overshoot: number
  readonly violations: readonly Violation[]
}

/** Limits in total per delivery, against the moments at which the buyer took a lead, and against the stored counters. */
export function checkCaps({ arrivals, terms, database }: Evidence): CapCount {
  const besideCaps = new Set(database.dispatches.filter(({ overCap }) => overCap).map(({ id }) => id))
  let overshoot = 0
  const violations: Violation[] = []
  for (const [delivery, { totalLimit }] of terms.deliveries) {
    if (totalLimit === null) continue
    const taken = arrivals.filter((one) => one.delivery === delivery && one.took && !besideCaps.has(one.dispatchId))
    const beyond = firstBeyond(taken, totalLimit)
    if (beyond.most > totalLimit) {
      overshoot += beyond.most - totalLimit
      const when = new Date(beyond.atMs).toISOString()
      violations.push({
        kind: 'capOvershoot',
        words: `${delivery}: at ${when} the buyer had more than ${totalLimit}, in the end ${beyond.most}`,
      })
    }
    violations.push(...counterFaults(database, delivery, totalLimit))
  }
  return { overshoot, violations }
}

/** A dispatch counts once, at the moment when it was taken first. */
function firstBeyond(taken: readonly Arrival[], limit: number): { readonly most: number; readonly atMs: number } {
  const had = new Set<string>()
  let atMs = 0
  for (const { dispatchId, atMs: cameMs } of taken.toSorted((a, b) => a.atMs - b.atMs)) {
    had.add(dispatchId)
    if (had.size > limit && atMs === 0) atMs = cameMs
  }
  return { most: had.size, atMs }
}

function counterFaults(database: Dump, delivery: string, limit: number): Violation[] {
  const scope = `delivery ${delivery}`
  const inIt = database.dispatches.filter((one) => one.delivery === delivery && one.places.includes(scope))
  const counted = {
    used: inIt.filter((one) => one.state === 'accepted' && !one.overCap).length,
    reserved: inIt.filter((one) => holdsPlace(one) && !one.overCap).length,
    overCap: inIt.filter((one) => one.state === 'accepted' && one.overCap).length,
  }
  const [window = { used: 0, reserved: 0, overCap: 0 }] = database.windows.filter((one) => one.scope === scope)
  const found: Violation[] = []
  for (const name of ['used', 'reserved', 'overCap'] as const) {
    if (window[name] !== counted[name])
      found.push({ kind: 'capDrift', words: `${scope}: ${name} says ${window[name]}, there are ${counted[name]}` })
  }
  if (window.used + window.reserved > limit)
    found.push({
      kind: 'capOvershoot',
      words: `${scope}: ${window.used} used and ${window.reserved} reserved of ${limit}`,
    })
  return found
}

function holdsPlace({ state }: StoredDispatch): boolean {
  return state === 'queued' || state === 'sending' || state === 'pending' || state === 'review'
}
