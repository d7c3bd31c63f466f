import type { TransactionSql } from 'postgres'

import { mayBecome } from '../queue/mayBecome.ts'
import type { SettledDispatch } from '../settlement/write.ts'
import type { Decision } from './decide.ts'
import type { Review } from './lockReviews.ts'

export interface Verdict {
  readonly review: Review
  /** In 1/10,000; null where there is nothing to pay. */
  readonly price: bigint | null
}

/** Writes the buyer's word as the person knows it. Answers those that were still in review. */
export async function writeVerdicts(
  tx: TransactionSql,
  accountId: string,
  verdicts: readonly Verdict[],
  decision: Pick<Decision, 'reason' | 'reference'>,
  state: 'accepted' | 'rejected',
): Promise<(Verdict & { readonly dispatch: SettledDispatch })[]> {
  if (verdicts.length === 0) return []
  const rows = verdicts.map(({ review, price }) => ({ id: review.id, price: price?.toString() ?? null }))
  const settled = await tx<SettledDispatch[]>`
    UPDATE dispatches d
    SET state = ${state}, reason = ${decision.reason}, price = r.price, reference = coalesce(${decision.reference}, d.reference),
      settled_at = now()
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (id bigint, price bigint)
    WHERE d.account_id = ${accountId} AND d.id = r.id AND ${mayBecome(tx, state, ['review'])}
    RETURNING d.account_id::text AS "accountId", d.id::text AS id, d.lead_id::text AS "leadId", d.lead_received_at AS "receivedAt",
      d.reserved`
  const byId = new Map(settled.map((dispatch) => [dispatch.id, dispatch]))
  return verdicts.flatMap((verdict) => {
    const dispatch = byId.get(verdict.review.id)
    return dispatch ? [{ ...verdict, dispatch }] : []
  })
}
