// Work that is claimed in our name and that we do not have: the claim was committed and its answer never came, because the
// connection broke at that moment. Nobody else would touch it while we live, and we know that no byte of it was sent.

import type { Sql } from 'postgres'

import { requeue, type LostAttempt } from './reap.ts'

/** A claim whose answer took longer is given back unseen, so that work which is taken for lost here cannot begin later. */
export const claimHoldsMs = 10_000
const lostAfterSeconds = 15

/** `isOpen`: the attempt is at hand, under way, or its result waits to be written. Answers how many were put back on the queue. */
export async function reclaim(engine: Sql, workerId: string, isOpen: (attemptId: string) => boolean): Promise<number> {
  const claimed = await engine<Pick<LostAttempt, 'accountId' | 'dispatchId' | 'attemptId' | 'attemptAt'>[]>`
    SELECT d.account_id::text AS "accountId", d.id::text AS "dispatchId", d.current_attempt::text AS "attemptId",
      a.at AS "attemptAt"
    FROM dispatches d
    JOIN attempts a ON a.account_id = d.account_id AND a.id = d.current_attempt AND a.dispatch_id = d.id
    WHERE d.worker = ${workerId}::uuid AND d.state = 'sending'
      AND a.at < now() - make_interval(secs => ${lostAfterSeconds})`
  const lost = claimed.filter(({ attemptId }) => !isOpen(attemptId))
  if (lost.length > 0) await requeue(engine, lost)
  return lost.length
}
