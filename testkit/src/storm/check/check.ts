// The checker: after a storm it reads all the logs and says what got lost, what came twice, and why.

import { checkAttempts } from './attempts.ts'
import { checkCaps } from './caps.ts'
import type { Evidence } from './evidence.ts'
import { acknowledgedByKey, checkSettled, checkStored } from './lost.ts'
import { checkMoney } from './money.ts'
import { pair, type Paired } from './pairing.ts'
import { checkRepeats, checkSales, checkSecondDispatches } from './repeats.ts'
import type { Violation } from './violation.ts'

export interface Verdict {
  /** Leads that a sender was told are stored. */
  readonly acknowledged: number
  /** Leads that a buyer has taken, as we know it. */
  readonly delivered: number
  /** Leads that were taken only after an attempt that failed or of which nobody knows. */
  readonly recovered: number
  readonly lost: number
  /** Requests that the buyers have seen. */
  readonly posts: number
  readonly repeatsExplained: number
  readonly repeatsUnexplained: number
  readonly phantoms: number
  /** Dispatches that wait for a person. */
  readonly review: number
  /** Leads that a buyer has taken more than once by the same delivery: told apart from others by no reference of ours. */
  readonly takenTwice: number
  readonly capOvershoot: number
  /** From the sender's answer to the first request at a buyer. Null when nothing arrived. */
  readonly longestWaitMs: number | null
  readonly violations: readonly Violation[]
}

/** Pure. The evidence must be of a system at rest; every violation names the ids to look for. */
export function check(evidence: Evidence): Verdict {
  const paired = pair(evidence.database, evidence.arrivals)
  const repeats = checkRepeats(paired, evidence.terms)
  const caps = checkCaps(evidence)
  const violations = [
    ...checkStored(evidence),
    ...checkSettled(evidence),
    ...checkAttempts(paired),
    ...repeats.violations,
    ...checkSecondDispatches(evidence),
    ...checkSales(evidence),
    ...caps.violations,
    ...checkMoney(evidence),
  ]
  const countOf = (kind: Violation['kind']) => violations.filter((violation) => violation.kind === kind).length
  return {
    acknowledged: acknowledgedByKey(evidence.sent).size,
    ...deliveredOf(paired),
    lost: countOf('lost'),
    posts: evidence.arrivals.length,
    repeatsExplained: repeats.explained,
    repeatsUnexplained: repeats.violations.length,
    phantoms: countOf('phantom'),
    review: evidence.database.dispatches.filter(({ state }) => state === 'review').length,
    takenTwice: takenTwice(evidence),
    capOvershoot: caps.overshoot,
    longestWaitMs: longestWait(evidence),
    violations,
  }
}

function deliveredOf({ stories }: Paired): { readonly delivered: number; readonly recovered: number } {
  const accepted = stories.filter(({ dispatch }) => dispatch.state === 'accepted')
  const delivered = new Set(accepted.map(({ dispatch }) => dispatch.leadId))
  const recovered = new Set(
    accepted.filter(({ attempts }) => attempts.length > 1).map(({ dispatch }) => dispatch.leadId),
  )
  return { delivered: delivered.size, recovered: recovered.size }
}

function takenTwice({ arrivals }: Evidence): number {
  const takes = Map.groupBy(
    arrivals.filter(({ took }) => took),
    ({ leadId, delivery }) => `${leadId} ${delivery}`,
  )
  return [...takes.values()].filter((own) => own.length > 1).length
}

function longestWait({ sent, arrivals }: Evidence): number | null {
  const cameFirst = new Map<string, number>()
  for (const { leadId, atMs } of arrivals) cameFirst.set(leadId, Math.min(atMs, cameFirst.get(leadId) ?? Infinity))
  let longest: number | null = null
  for (const { status, leadId, atMs } of sent) {
    const came = leadId === null ? undefined : cameFirst.get(leadId)
    if (status === 201 && came !== undefined) longest = Math.max(longest ?? 0, came - atMs)
  }
  return longest
}
