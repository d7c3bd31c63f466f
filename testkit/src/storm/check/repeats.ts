// Nobody gets a lead again without a reason on record.

import type { AttemptOutcome } from '@switchyard/core/lead/states.ts'

import type { Evidence, StoredAttempt, Terms } from './evidence.ts'
import type { DispatchStory, Paired } from './pairing.ts'
import type { Violation } from './violation.ts'

/** After these the same dispatch may be sent again. */
const repeatable: ReadonlySet<AttemptOutcome | null> = new Set(['throttled', 'retryable', 'not_sent', 'unknown'])

export interface RepeatCount {
  readonly explained: number
  readonly violations: readonly Violation[]
}

/** Requests beyond the first of each dispatch: explained by every earlier one on record, or violations. */
export function checkRepeats({ stories }: Paired, terms: Terms): RepeatCount {
  let explained = 0
  const violations = stories.flatMap((story) => {
    const found: Violation[] = []
    for (const [place, { arrival, attempt }] of story.seen.entries()) {
      if (place === 0) continue
      const earlier = story.seen.slice(0, place).map((one) => one.attempt)
      const fault = repeatFault(earlier, attempt, terms.deliveries.get(story.dispatch.delivery)?.onUnknown ?? 'hold')
      if (fault === null) explained += 1
      else
        found.push({
          kind: 'unexplainedRepeat',
          words: `${nameOf(story)}: request ${place + 1} (X-Attempt ${arrival.number}) ${fault}`,
        })
    }
    return found
  })
  return { explained, violations }
}

function repeatFault(
  earlier: readonly (StoredAttempt | null)[],
  now: StoredAttempt | null,
  onUnknown: 'hold' | 'resend',
): string | null {
  if (now !== null && earlier.some((attempt) => attempt?.id === now.id)) return 'came twice for one attempt'
  for (const attempt of earlier) {
    // A request without an attempt is a phantom and counted as that.
    if (attempt === null) continue
    if (!repeatable.has(attempt.outcome)) return `came after an attempt that ended ${attempt.outcome ?? 'nowhere'}`
    if (attempt.outcome === 'unknown' && onUnknown === 'hold')
      return 'came after an unknown one, and the delivery holds those'
  }
  return null
}

/** A lead goes to a delivery by one dispatch; others were asked for by a job. */
export function checkSecondDispatches({ database }: Evidence): Violation[] {
  const byTarget = Map.groupBy(database.dispatches, ({ leadId, delivery }) => `${leadId} ${delivery}`)
  return [...byTarget.values()].flatMap((dispatches) => {
    const own = dispatches.filter(({ jobId }) => jobId === null)
    const [first] = own
    if (first === undefined || own.length < 2) return []
    const words = `Lead ${first.leadId} has the dispatches ${own.map(({ id }) => id).join(', ')} to ${first.delivery}`
    return [{ kind: 'secondDispatch' as const, words }]
  })
}

/** Sales beyond what the campaign allows; what a job sold on top was a person's will. */
export function checkSales({ database, terms }: Evidence): Violation[] {
  const campaigns = new Map(database.leads.map(({ id, campaign }) => [id, campaign]))
  const sales = database.dispatches.filter(
    ({ state, buyer, jobId }) => state === 'accepted' && buyer !== null && jobId === null,
  )
  return [...Map.groupBy(sales, ({ leadId }) => leadId)].flatMap(([leadId, own]) => {
    const most = terms.maxSales.get(campaigns.get(leadId) ?? '') ?? null
    if (most === null || own.length <= most) return []
    return [{ kind: 'oversold' as const, words: `Lead ${leadId} was sold ${own.length} times, allowed are ${most}` }]
  })
}

function nameOf({ dispatch }: DispatchStory): string {
  return `Dispatch ${dispatch.id} of lead ${dispatch.leadId} to ${dispatch.delivery}`
}
