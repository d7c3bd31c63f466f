import type { Tries } from './readTries.ts'

/** Fewer say nothing: one slow answer at night is no outage. */
const leastFailed = 5
const leastShare = 0.2

/** Whether a person should look: the breaker is not closed, or a fifth of the newest attempts, five at least, brought no answer. */
export function isFailing({ breaker, attempts, failed }: Pick<Tries, 'breaker' | 'attempts' | 'failed'>): boolean {
  return breaker !== 'closed' || (failed >= leastFailed && failed >= attempts * leastShare)
}
