// Keep rejected: a person has looked at rejected leads and lets them be. They are no work to be done any more, until they are checked
// again.

import type { TransactionSql } from 'postgres'

import type { KeepRejectedOptions } from '@switchyard/contract/jobs/actions/keepRejected.ts'

import { insertEvents } from '../../leads/insertEvents.ts'
import { within } from '../../settlement/write.ts'
import type { JobAction, JobLead } from '../action.ts'

export const keepRejectedAction: JobAction<KeepRejectedOptions> = {
  name: 'keepRejected',
  chunk: 1000,
  async consider(tx, { accountId }, _options, leads) {
    const kept = await keptAmong(tx, accountId, leads)
    return leads.map(({ id, status, erased }) => {
      if (erased) return 'erased'
      if (status !== 'rejected') return `${status}: only rejected leads are kept`
      return kept.has(id) ? 'kept already' : null
    })
  },
  async run(tx, { accountId, actor, jobId }, { reason }, leads) {
    const among = tx`l.account_id = ${accountId} AND l.id = ANY(${leads.map(({ id }) => id)}::bigint[]) AND ${receivedIn(tx, leads)}`
    // In id order, as everywhere; locked and changed in statements of their own, see lockLeads.
    await tx`SELECT 1 FROM leads l WHERE ${among} ORDER BY l.id FOR UPDATE`
    const rows = await tx<{ id: string; keptAt: string }[]>`
      UPDATE leads l SET kept_at = now(), updated_at = now()
      WHERE ${among} AND l.status = 'rejected' AND l.kept_at IS NULL AND l.erased_at IS NULL
      RETURNING l.id::text AS id, l.kept_at::text AS "keptAt"`
    const kept = new Map(rows.map(({ id, keptAt }) => [id, { keptAt }]))
    const detail = { text: `Kept rejected: ${reason}`, reason, job: jobId }
    await insertEvents(
      tx,
      accountId,
      [...kept.keys()].map((leadId) => ({ leadId, kind: 'kept', actor, detail })),
    )
    return leads.map(({ id }) => {
      const before = kept.get(id)
      if (!before) return { kind: 'leftOut', reason: 'changed meanwhile' }
      return { kind: 'succeeded', outcome: 'kept', reason: null, before }
    })
  },
}

async function keptAmong(
  tx: TransactionSql,
  accountId: string,
  leads: readonly JobLead[],
): Promise<ReadonlySet<string>> {
  if (leads.length === 0) return new Set()
  const rows = await tx<{ id: string }[]>`
    SELECT l.id::text AS id FROM leads l
    WHERE l.account_id = ${accountId} AND l.id = ANY(${leads.map(({ id }) => id)}::bigint[]) AND ${receivedIn(tx, leads)}
      AND l.kept_at IS NOT NULL`
  return new Set(rows.map(({ id }) => id))
}

function receivedIn(tx: TransactionSql, leads: readonly JobLead[]) {
  return within(
    tx,
    tx`l.received_at`,
    leads.map(({ receivedAt }) => receivedAt),
  )
}
