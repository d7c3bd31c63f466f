// A dispatch of an erased lead can come back to the queue: its worker died before a byte was sent, or a person had it sent again.
// The claim leaves it alone; here it is taken off the queue for good.

import { mayBecome } from '../queue/mayBecome.ts'
import { conclude } from '../settlement/conclude.ts'
import { setupsOf, type SettleContext } from '../settlement/settle.ts'
import type { SettledDispatch } from '../settlement/write.ts'
import { erasedWords } from './erasedWords.ts'

const batch = 200

export async function sweepErased(context: Pick<SettleContext, 'db' | 'live' | 'dispatchIds'>): Promise<void> {
  const { engine } = context.db
  const waiting = await engine<{ accountId: string; id: string }[]>`
    SELECT d.account_id::text AS "accountId", d.id::text AS id FROM dispatches d
    WHERE d.erased AND ${mayBecome(engine, 'cancelled', ['queued', 'held'])} LIMIT ${batch}`
  if (waiting.length === 0) return
  const setups = await setupsOf(context.live, waiting)
  const rows = waiting.map(({ accountId, id }) => ({ account_id: accountId, id }))
  await engine.begin(async (tx) => {
    const cancelled = await tx<SettledDispatch[]>`
      UPDATE dispatches d SET state = 'cancelled', reason = ${erasedWords}, settled_at = now()
      FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r (account_id bigint, id bigint)
      WHERE d.account_id = r.account_id AND d.id = r.id AND ${mayBecome(tx, 'cancelled', ['queued', 'held'])}
      RETURNING d.account_id::text AS "accountId", d.id::text AS id, d.lead_id::text AS "leadId",
        d.lead_received_at AS "receivedAt", d.reserved`
    const ended = cancelled.map(
      (dispatch) => ({ dispatch, state: 'cancelled', price: null, redirectUrl: null }) as const,
    )
    await conclude(tx, ended, setups, context.dispatchIds)
  })
}
