import type { TransactionSql } from 'postgres'

import { Problem } from '../http/problem.ts'
import { readDraft, type StoredDraft } from './readDrafts.ts'

/** For its owner to change; throws a Problem when it is not there, somebody else's, or its job runs. */
export async function lockDraft(tx: TransactionSql, id: string, actor: string): Promise<StoredDraft> {
  await tx`SELECT 1 FROM drafts d WHERE d.account_id = current_account() AND d.id = ${id}::bigint FOR UPDATE`
  const draft = await readDraft(tx, id)
  if (draft.actor !== actor) throw new Problem(403, 'not_yours', `Only ${draft.actor} may change this draft`)
  if (draft.running) {
    throw new Problem(
      409,
      'running',
      `Job ${draft.jobId ?? ''} carries this draft out; it can be changed when that has ended`,
    )
  }
  return draft
}
