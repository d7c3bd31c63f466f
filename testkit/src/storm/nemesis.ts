// Carries out a schedule of faults. What concerns one thing comes one after the other, different things fail at the same time.

import { setTimeout as delay } from 'node:timers/promises'

import type { Ended } from '../serverProcess.ts'
import { type Fault, type FaultKind, faultWords, type PlannedFault } from './fault.ts'
import { inflict, subjectOf, type StormFacts } from './inflict.ts'
import type { World } from './world.ts'

export interface Rage {
  /** How often each fault was carried out. */
  readonly done: ReadonlyMap<FaultKind, number>
  /** Faults that could not be carried out, in words. What people do may fail while something is away: then it counts here. */
  readonly inVain: readonly string[]
  /** Processes that were told to stop while the database worked, and did not end with 0. */
  readonly uncleanStops: readonly string[]
}

export interface RageOptions extends StormFacts {
  /** The time of the storm: it stands still while nobody takes leads in, so that each fault meets a system at work. */
  readonly clockMs: () => number
  readonly onFault: (words: string) => void
  /** Aborted: faults that have not begun are left out. */
  readonly signal: AbortSignal
}

const tickMs = 20
const lookAfterEveryMs = 250
/** What waited this long for its turn on a slow machine is left out, or the storm would never end. */
const tooLateMs = 25_000
/** A connection that went silent is given up so long after. */
const troubleLastsMs = 30_000

/** Resolves when all faults are over: processes run, connections flow, buyers behave. */
export async function rage(world: World, schedule: readonly PlannedFault[], options: RageOptions): Promise<Rage> {
  const done = new Map<FaultKind, number>()
  const inVain: string[] = []
  const uncleanStops: string[] = []
  const trouble = watchTrouble()
  const busy = new Map<string, Promise<void>>()
  const over = new AbortController()

  async function carryOut(): Promise<void> {
    const turns: Promise<void>[] = []
    for (const { atMs, fault } of schedule) {
      while (options.clockMs() < atMs && !options.signal.aborted) await delay(tickMs)
      const subject = subjectOf(fault)
      const turn = after(busy.get(subject), fault)
      busy.set(subject, turn)
      turns.push(turn)
    }
    await Promise.all(turns)
  }

  async function after(earlier: Promise<void> | undefined, fault: Fault): Promise<void> {
    const dueMs = performance.now()
    await earlier
    if (options.signal.aborted) return
    if (performance.now() - dueMs > tooLateMs) {
      inVain.push(`${faultWords(fault)}: came too late`)
      return
    }
    options.onFault(faultWords(fault))
    try {
      const sinceMs = performance.now()
      const subject = subjectOf(fault)
      if (subject === 'database' || subject === 'network') await trouble.during(() => inflict(world, fault, options))
      else {
        const ended = await inflict(world, fault, options)
        if (ended?.signal === null && ended.code !== 0 && !trouble.since(sinceMs - troubleLastsMs))
          uncleanStops.push(`${faultWords(fault)} ended with ${ended.code}`)
      }
      done.set(fault.kind, (done.get(fault.kind) ?? 0) + 1)
    } catch (error) {
      inVain.push(`${faultWords(fault)}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  async function lookAfterAll(): Promise<void> {
    while (!over.signal.aborted) {
      await Promise.all([world.api, ...world.workers].map((kept) => kept.lookAfter()))
      await delay(lookAfterEveryMs)
    }
  }

  const looking = lookAfterAll()
  await carryOut().finally(() => over.abort())
  await looking
  return { done, inVain, uncleanStops }
}

/** When the database was away, or its network: nobody can stop in order then. */
function watchTrouble() {
  let now = 0
  let lastMs = -Infinity
  return {
    async during(work: () => Promise<Ended | void>): Promise<void> {
      now += 1
      try {
        await work()
      } finally {
        now -= 1
        lastMs = performance.now()
      }
    },
    since: (fromMs: number) => now > 0 || lastMs > fromMs,
  }
}
