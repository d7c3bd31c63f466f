import type { TransactionSql } from 'postgres'

import type { ResolvedAs } from '@switchyard/contract/dispatches/resolution.ts'

import type { Decision } from './decide.ts'
import type { Review } from './lockReviews.ts'

/** Who decided what, and why, in each lead's story. */
export async function tellDecided(
  tx: TransactionSql,
  accountId: string,
  reviews: readonly Review[],
  { as, reason, actor, jobId }: Pick<Decision, 'as' | 'reason' | 'actor' | 'jobId'>,
): Promise<void> {
  if (reviews.length === 0) return
  const rows = reviews.map((review) => {
    const to = review.buyer === null ? review.delivery : `${review.buyer} (${review.delivery})`
    const detail = {
      text: `${to}: ${words[as]}. ${reason}`,
      dispatch: review.id,
      delivery: review.delivery,
      as,
      reason,
    }
    return { lead_id: review.leadId, detail: jobId === null ? detail : { ...detail, job: jobId } }
  })
  await tx`
    INSERT INTO lead_events (account_id, lead_id, kind, actor, detail)
    SELECT ${accountId}, r.lead_id, 'decided', ${actor}, r.detail
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (lead_id bigint, detail jsonb)`
}

const words: Readonly<Record<ResolvedAs, string>> = {
  accepted: 'decided that the buyer has the lead',
  rejected: 'decided that the buyer does not want the lead',
  sendAgain: 'had it sent again',
}
