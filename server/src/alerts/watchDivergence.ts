// Counts that have to agree: what a campaign accepted, what it sent on, and what buyers took. They differ only by a fault.

import type { TransactionSql } from 'postgres'

import { countWords } from './countWords.ts'
import { syncAlerts, type StandingAlert } from './syncAlerts.ts'

/** Fewer accepted leads that went nowhere are within what rules and caps do. */
const leastUnsent = 5

interface Differing {
  readonly campaign: string
  readonly accepted: number
  /** Nobody was offered them, although the campaign has deliveries that take leads by themselves. */
  readonly unsent: number
  /** They stand as under way, and nothing of them is. */
  readonly stranded: number
  /** They stand as sold without a buyer that took them, or the other way about. */
  readonly missold: number
}

/** Reads the leads of a day, so it belongs on the connections for chores. `sending`: campaigns with active automatic deliveries. */
export async function watchDivergence(
  tx: TransactionSql,
  accountId: string,
  sending: readonly string[],
): Promise<void> {
  // What is younger may be on its way between two statements.
  const rows = await tx<Differing[]>`
    SELECT l.campaign, count(*)::int AS accepted,
      (count(*) FILTER (WHERE d.total IS NULL AND l.campaign = ANY(${[...sending]}::text[])))::int AS unsent,
      (count(*) FILTER (WHERE l.delivery_status = 'pending' AND coalesce(d.open, 0) = 0))::int AS stranded,
      (count(*) FILTER (WHERE (coalesce(l.sold, '') = 'sold') <> (coalesce(d.sales, 0) > 0)))::int AS missold
    FROM leads l
    LEFT JOIN LATERAL (
      SELECT count(*) AS total, count(*) FILTER (WHERE q.state IN ('queued', 'held', 'sending', 'pending', 'review')) AS open,
        count(*) FILTER (WHERE q.state = 'accepted' AND q.buyer IS NOT NULL AND q.returned_at IS NULL) AS sales
      FROM dispatches q WHERE q.account_id = l.account_id AND q.lead_id = l.id HAVING count(*) > 0
    ) d ON true
    WHERE l.account_id = ${accountId} AND l.status = 'accepted' AND NOT l.test AND l.erased_at IS NULL
      AND l.received_at BETWEEN now() - interval '1 day' AND now() - interval '5 minutes'
    GROUP BY l.campaign`
  const standing = new Map<string, StandingAlert>()
  for (const row of rows) {
    const wrong = wrongWith(row)
    if (wrong === null) continue
    const { campaign, ...counts } = row
    const message = `Campaign ${campaign}, leads of the last day: ${wrong}`
    standing.set(`campaign ${campaign}`, { message, detail: { campaign, status: 'accepted', ...counts } })
  }
  await syncAlerts(tx, accountId, 'divergence', standing)
}

function wrongWith({ accepted, unsent, stranded, missold }: Differing): string | null {
  const parts: string[] = []
  if (unsent >= leastUnsent && unsent * 2 >= accepted) {
    parts.push(
      `${unsent} of ${accepted} accepted leads were sent to nobody, although deliveries take leads. See why at one of them.`,
    )
  }
  if (stranded > 0) {
    parts.push(`${countWords(stranded, 'lead')} stand as under way, and no dispatch of them is. Redeliver them.`)
  }
  if (missold > 0) {
    parts.push(
      `${countWords(missold, 'lead')} stand as sold without a buyer that took them, or as unsold with one. This is an error of ours.`,
    )
  }
  return parts.length === 0 ? null : parts.join(' ')
}
