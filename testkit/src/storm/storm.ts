// A storm: leads come in for a while, everything that can fail does, then it calms down and the checker looks at what is left.

import { acknowledgedByKey } from './check/lost.ts'
import { check, type Verdict } from './check/check.ts'
import type { Evidence } from './check/evidence.ts'
import type { FaultKind } from './fault.ts'
import { rage } from './nemesis.ts'
import { readDump } from './readDump.ts'
import { planStorm } from './schedule.ts'
import { startSenders } from './senders.ts'
import { setUpStorm, stormCampaigns, stormDeliveries, stormTerms } from './stormSetup.ts'
import { untilQuiet } from './untilQuiet.ts'
import { openWorld, type World } from './world.ts'

export interface StormOptions {
  readonly seed: number
  readonly leads: number
  readonly durationMs: number
  readonly faults: number
  /** How long it may take until nothing is open any more. */
  readonly calmLimitMs: number
  readonly onProgress: (words: string) => void
  /** Aborted: the storm ends early, everything it started is ended, and it rejects. */
  readonly signal: AbortSignal
}

export interface StormReport {
  readonly seed: number
  readonly verdict: Verdict
  readonly faults: ReadonlyMap<FaultKind, number>
  readonly inVain: readonly string[]
  /** Answers other than 201, by status. */
  readonly otherAnswers: ReadonlyMap<number, number>
  readonly states: Readonly<Record<string, number>>
  readonly calmAfterMs: number
  /** What the verdict rests on, for whoever looks into it. */
  readonly evidence: Evidence
  /** The processes' own logs, of the last of each. */
  readonly logs: Readonly<Record<string, string>>
  /** In words: violations, processes that died by themselves, senders who were refused, work that never ended. */
  readonly problems: readonly string[]
}

const workers = 2
const stuckAfterMs = 120_000

/** Starts and ends all of its processes itself. Rejects only when the storm could not be held. */
export async function holdStorm(options: StormOptions): Promise<StormReport> {
  const world = await openWorld({ seed: options.seed, workers, signal: options.signal })
  try {
    await setUpStorm(world.client(), options.leads, (delivery) => world.buyer.urlOf(delivery))
    return await stormOn(world, options)
  } finally {
    await world.close()
  }
}

async function stormOn(world: World, options: StormOptions): Promise<StormReport> {
  const { seed, leads, durationMs, signal } = options
  const deliveries = stormDeliveries
  const schedule = planStorm({ seed, durationMs, faults: options.faults, deliveries, workers })
  const senders = startSenders({
    seed,
    leads,
    durationMs,
    lanes: 16,
    campaigns: stormCampaigns,
    to: () => world.sender(),
  })
  const known = () => senders.log.flatMap(({ leadId }) => leadId ?? [])
  const ending = AbortSignal.any([signal, whenStuck(() => senders.answered, senders.done)])
  ending.addEventListener('abort', () => senders.stop())
  const clockMs = () => (senders.answered / leads) * durationMs
  const [raged] = await Promise.all([
    rage(world, schedule, { leads, known, clockMs, onFault: options.onProgress, signal: ending }),
    senders.done,
  ]).finally(() => senders.stop())
  signal.throwIfAborted()
  options.onProgress('calm')
  const calmMs = performance.now()
  const open = await untilQuiet(world.sql, options.calmLimitMs, signal)
  const calmAfterMs = performance.now() - calmMs
  const database = await readDump(world.sql)
  const { log: sent } = senders
  const evidence = { sent, arrivals: world.buyer.arrivals(), terms: stormTerms(leads), database }
  const verdict = check(evidence)
  const processes = [world.api, ...world.workers]
  const unanswered = leads - acknowledgedByKey(sent).size
  return {
    seed,
    verdict,
    faults: raged.done,
    inVain: raged.inVain,
    otherAnswers: countBy(sent.filter(({ status }) => status !== 201).map(({ status }) => status)),
    states: Object.fromEntries(countBy(database.dispatches.map(({ state }) => state))),
    calmAfterMs,
    evidence,
    logs: Object.fromEntries(processes.map(({ name, current }) => [name, current.log()])),
    problems: [
      ...verdict.violations.map(({ kind, words }) => `${kind}: ${words}`),
      ...processes.flatMap(({ deaths }) => deaths),
      ...raged.uncleanStops,
      ...senders.refusals,
      ...(unanswered === 0 ? [] : [`${unanswered} leads were never answered with 201`]),
      ...Object.entries(open).map(([what, count]) => `Still open after ${options.calmLimitMs} ms: ${count} ${what}`),
    ],
  }
}

/** Aborts when nothing has moved for two minutes: a storm over a system that is dead for good must end too. */
function whenStuck(progress: () => number, done: Promise<void>): AbortSignal {
  const stuck = new AbortController()
  let last = { value: progress(), atMs: performance.now() }
  const timer = setInterval(() => {
    if (progress() !== last.value) last = { value: progress(), atMs: performance.now() }
    else if (performance.now() - last.atMs > stuckAfterMs)
      stuck.abort(new Error('No lead was taken in for two minutes'))
  }, 1_000)
  const stop = () => clearInterval(timer)
  done.then(stop, stop)
  return stuck.signal
}

function countBy<T>(values: readonly T[]): Map<T, number> {
  return new Map([...Map.groupBy(values, (value) => value)].map(([value, own]) => [value, own.length]))
}
