// "Update and redeliver": leads that are accepted already get the values of their rows, and are sent again to who has them, or to who
// was asked last.

import type { TransactionSql } from 'postgres'

import type { ItemResult, JobLead, RunningScope } from '../jobs/action.ts'
import type { RedeliverParts } from '../jobs/actions/redeliver.ts'
import { sendAgain } from '../jobs/redelivery/sendAgain.ts'
import { readLeads } from '../jobs/readLeads.ts'
import { editLeads } from '../leads/edit.ts'
import { newestOf } from '../settlement/goOn.ts'
import type { KnownLead } from './knownLeads.ts'
import type { KnownRow, RowResults, Running } from './running.ts'

export async function updateAccepted(
  { tx, parts, scope, afterCommit }: Running,
  rows: readonly KnownRow[],
): Promise<RowResults> {
  const { accountId, setup, actor } = scope
  const results = new Map<number, ItemResult>()
  const changed = rows.filter(({ judged }) => judged.verdict === 'update')
  for (const { row } of rows) results.set(row, { kind: 'leftOut', reason: 'it has these values already' })
  const edits = changed.map(({ lead, judged }) => ({
    id: lead.id,
    fields: judged.values,
    reason: 'Updated by file',
    revision: null,
    actor,
  }))
  const edited = await editLeads(tx, setup, edits)
  const ready: KnownRow[] = []
  changed.forEach((one, index) => {
    const answer = edited[index]
    if (answer?.kind === 'edited') ready.push(one)
    else if (answer?.kind === 'failures') {
      const reason = answer.failures.map(({ message }) => message).join('; ')
      results.set(one.row, { kind: 'failed', outcome: 'invalid', reason })
    }
  })
  const leads = new Map(
    (
      await readLeads(
        tx,
        accountId,
        ready.map(({ lead }) => lead.stored),
      )
    ).map((lead) => [lead.id, lead]),
  )
  const byDelivery = Map.groupBy(ready, ({ lead }) => deliveryOf(lead))
  for (const [delivery, group] of byDelivery) {
    const sent = group.flatMap(({ row, lead }) => {
      const own = leads.get(lead.id)
      return own ? [{ row, lead: own }] : []
    })
    const outcomes =
      delivery === null
        ? []
        : await resend(
            tx,
            parts,
            scope,
            delivery,
            sent.map(({ lead }) => lead),
            afterCommit,
          )
    sent.forEach(({ row }, index) => {
      const outcome = outcomes[index]
      // It has its new values, whatever became of sending it.
      results.set(
        row,
        outcome?.kind === 'running'
          ? outcome
          : { kind: 'succeeded', outcome: 'edited', reason: outcome && 'reason' in outcome ? outcome.reason : null },
      )
    })
  }
  afterCommit(() =>
    parts.leadsChanged(
      accountId,
      ready.map(({ lead }) => lead.id),
    ),
  )
  return results
}

async function resend(
  tx: TransactionSql,
  parts: RedeliverParts,
  scope: RunningScope,
  delivery: string,
  leads: readonly JobLead[],
  afterCommit: (then: () => void) => void,
): Promise<readonly ItemResult[]> {
  const wish = { delivery, skipRules: false, includeAccepted: true }
  const again = await sendAgain(tx, scope, wish, leads, parts.dispatchIds)
  if (again.dispatches.length > 0) afterCommit(() => parts.wake(again.dispatches))
  if (again.freesPlaces) afterCommit(parts.onFreed)
  return again.results
}

/** Null where nobody was ever asked. */
function deliveryOf({ stored }: KnownLead): string | null {
  const newest = [...newestOf(stored.dispatches).entries()]
  const taken = newest.findLast(([, { state }]) => state === 'accepted')
  return (taken ?? newest.at(-1))?.[0] ?? null
}
