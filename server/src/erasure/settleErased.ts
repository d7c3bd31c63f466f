// Results of leads that were erased while they were being sent. The result stands; nothing of what was said is kept, and nothing is
// sent again.

import type { TransactionSql } from 'postgres'

import { mayBecome } from '../queue/mayBecome.ts'
import type { LeadRef } from '../readmission/storedLead.ts'
import type { Ended } from '../settlement/ended.ts'
import type { FencedDispatch, SettledDispatch } from '../settlement/write.ts'
import { erasedWords } from './erasedWords.ts'
import { scrub } from './scrub.ts'

/** `ended` with those that were to be tried again or are held taken off the queue for good. */
export async function cancelErased(
  tx: TransactionSql,
  ended: readonly Ended[],
  settled: readonly FencedDispatch[],
): Promise<Ended[]> {
  const erased = settled.filter((dispatch) => dispatch.erased)
  if (erased.length === 0) return [...ended]
  const rows = erased.map(({ accountId, id }) => ({ account_id: accountId, id }))
  const cancelled = await tx<SettledDispatch[]>`
    UPDATE dispatches d SET state = 'cancelled', reason = ${erasedWords}, settled_at = now()
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (account_id bigint, id bigint)
    WHERE d.account_id = r.account_id AND d.id = r.id AND ${mayBecome(tx, 'cancelled', ['queued', 'held'])}
    RETURNING d.account_id::text AS "accountId", d.id::text AS id, d.lead_id::text AS "leadId",
      d.lead_received_at AS "receivedAt", d.reserved`
  const gone = new Set(cancelled.map(({ accountId, id }) => `${accountId}:${id}`))
  return [
    ...ended.filter(({ dispatch }) => !gone.has(`${dispatch.accountId}:${dispatch.id}`)),
    ...cancelled.map((dispatch) => ({ dispatch, state: 'cancelled', price: null, redirectUrl: null }) as const),
  ]
}

interface Written {
  readonly accountId: string
  readonly leadId: string
}

/** After everything was written. `lost` are results that came too late for their fence; they are few. */
export async function forgetErased(
  tx: TransactionSql,
  settled: readonly FencedDispatch[],
  lost: readonly Written[],
): Promise<void> {
  const suspects: readonly Written[] = [...settled.filter((dispatch) => dispatch.erased), ...lost]
  if (suspects.length === 0) return
  const rows = suspects.map(({ accountId, leadId }) => ({ account_id: accountId, id: leadId }))
  const erased = await tx<(LeadRef & { accountId: string })[]>`
    SELECT DISTINCT l.account_id::text AS "accountId", l.id::text AS id, l.received_at AS "receivedAt"
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (account_id bigint, id bigint)
    JOIN leads l ON l.account_id = r.account_id AND l.id = r.id
    WHERE l.erased_at IS NOT NULL`
  for (const [accountId, leads] of Map.groupBy(erased, (lead) => lead.accountId)) await scrub(tx, accountId, leads)
}
