import type { TransactionSql } from 'postgres'

export interface WaitingReview {
  readonly delivery: string
  readonly waiting: number
  readonly since: Date | null
}

/** Dispatches that wait for a person to say what became of them, by delivery, the most first. */
export function readReviews(tx: TransactionSql): Promise<WaitingReview[]> {
  return tx<WaitingReview[]>`
    SELECT d.delivery, count(*)::int AS waiting, min(d.settled_at) AS since FROM dispatches d
    WHERE d.account_id = current_account() AND d.state = 'review'
    GROUP BY d.delivery ORDER BY waiting DESC, d.delivery`
}
