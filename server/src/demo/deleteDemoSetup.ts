import type { TransactionSql } from 'postgres'

import { removeDocument } from '../setup/store.ts'
import { planRemoval, type KeptDocument, type StandingDocument } from './planRemoval.ts'
import { demoActor } from './writeDemoSetup.ts'

/** Inside a transaction that has begun a change of set-up, after the leads are gone. */
export async function deleteDemoSetup(
  tx: TransactionSql,
  accountId: string,
  actor: string,
): Promise<{ readonly deleted: number; readonly kept: readonly KeptDocument[] }> {
  const documents = await tx<(StandingDocument & { isDemos: boolean })[]>`
    SELECT s.kind, s.key, s.updated_by AS "updatedBy", s.doc, EXISTS (
        SELECT 1 FROM setup_history h
        WHERE h.account_id = s.account_id AND h.kind = s.kind AND h.key = s.key AND h.actor = ${demoActor}
      ) AS "isDemos"
    FROM setup s WHERE s.account_id = ${accountId} ORDER BY s.kind, s.key`
  const used = await tx<{ campaign: string }[]>`SELECT DISTINCT campaign FROM leads WHERE account_id = ${accountId}`
  const demos = new Set<StandingDocument>(documents.filter((document) => document.isDemos))
  const inUse = new Set(used.map((row) => row.campaign))
  const plan = planRemoval(documents, (document) => demos.has(document), demoActor, inUse)
  for (const { kind, key } of plan.remove) {
    await removeDocument(tx, { kind, key, actor })
    await forget(tx, accountId, kind, key)
  }
  return { deleted: plan.remove.length, kept: plan.kept }
}

/** What is counted and listed under a document's name goes with it. */
async function forget(
  tx: TransactionSql,
  accountId: string,
  kind: StandingDocument['kind'],
  key: string,
): Promise<void> {
  if (kind === 'suppression') {
    await tx`DELETE FROM suppression_entries WHERE account_id = ${accountId} AND list = ${key}`
  }
  if (kind !== 'campaign' && kind !== 'delivery' && kind !== 'buyer') return
  const scopes = [`${kind} ${key}`, ...(kind === 'campaign' ? [`supplier ${key}`] : [])]
  const own = scopes.flatMap((scope) => [scope, `test:${scope}`])
  const below = own.map((scope) => `${scope} `)
  await tx`
    DELETE FROM cap_windows w
    WHERE w.account_id = ${accountId}
      AND (w.scope = ANY(${own}::text[]) OR EXISTS (SELECT 1 FROM unnest(${below}::text[]) AS b (prefix) WHERE starts_with(w.scope, b.prefix)))`
}
