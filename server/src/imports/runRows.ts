// The rows of a file, a chunk at a time: judged once more under lock, then done. Part of the job's transaction.

import type { TransactionSql } from 'postgres'

import { assertNever } from '@switchyard/core/assert.ts'

import type { ItemResult, JobItem, RunningScope } from '../jobs/action.ts'
import { addListEntries } from './addListEntries.ts'
import { correctLeads } from './correctLeads.ts'
import { rowsNumbered, writeVerdicts } from './fileRows.ts'
import type { StoredImport } from './importRow.ts'
import { judgeRows, type JudgedRow } from './judgeRows.ts'
import { makeLeads } from './makeLeads.ts'
import { returnLeads } from './returnLeads.ts'
import { rowPlanOf } from './rowPlan.ts'
import type { RowResults, Running, RunRowsParts } from './running.ts'
import { updateAccepted } from './updateAccepted.ts'

/** One result for each item, in order; the item's place is its row's number. */
export async function runRows(
  tx: TransactionSql,
  parts: RunRowsParts,
  scope: RunningScope,
  item: StoredImport,
  items: readonly JobItem[],
  afterCommit: (then: () => void) => void,
): Promise<readonly ItemResult[]> {
  const { setup } = scope
  const plan = rowPlanOf(item, setup)
  const leadIds = new Map(items.map(({ place, leadId }) => [place, leadId]))
  const rows = await rowsNumbered(
    tx,
    item,
    items.map(({ place }) => place),
  )
  // A row that was tried before may have made its lead then.
  const named = rows.map((row) => ({ ...row, leadId: row.leadId ?? leadIds.get(row.row) ?? null }))
  const judged = await judgeRows(tx, { setup, item, plan, lock: true }, named)
  await writeVerdicts(
    tx,
    item,
    judged.filter(isNews).map((one) => ({ ...one.row, judged: one.judged })),
  )
  const running: Running = { tx, parts, scope, item, plan, afterCommit }
  const results = new Map<number, ItemResult>()
  for (const { row, judged: verdict } of judged) {
    const reason = verdict.error?.message
    if (reason !== undefined) results.set(row.row, { kind: 'leftOut', reason })
  }
  const todo = judged.filter(({ judged: { error } }) => error === null)
  const done = await doRows(running, todo)
  for (const [row, result] of done) results.set(row, result)
  return items.map(
    ({ place }) => results.get(place) ?? { kind: 'leftOut', reason: 'the file has no such row any more' },
  )
}

/** Most rows are what the preview said. One that made its lead before, and is tried again, stays what it was. */
function isNews({ row, judged: { verdict, error, ignored } }: JudgedRow): boolean {
  if (row.made) return false
  return row.verdict !== verdict || row.message !== (error?.message ?? null) || row.ignored !== ignored.length > 0
}

async function doRows(running: Running, rows: readonly JudgedRow[]): Promise<RowResults> {
  const { item, scope, plan } = running
  switch (item.purpose) {
    case 'suppression':
      return addListEntries(running, rows)
    case 'returns':
      return returnLeads(running, rows)
    case 'leads':
    case 'resolve': {
      const campaign = scope.setup.campaigns.get(plan.campaign)
      if (!campaign || campaign.fault !== null) {
        const reason = `Campaign ${plan.campaign} cannot be used: ${campaign?.fault ?? 'it is not there any more'}`
        return new Map(rows.map(({ row }) => [row.row, { kind: 'failed', outcome: 'error', reason }]))
      }
      const known = rows.flatMap(({ row, judged, lead }) => (lead ? [{ row: row.row, judged, lead }] : []))
      const accepted = known.filter(({ lead }) => lead.status === 'accepted')
      const corrected = await correctLeads(
        running,
        known.filter(({ lead }) => lead.status !== 'accepted'),
      )
      const again = await updateAccepted(running, accepted)
      const fresh = await makeLeads(
        running,
        rows.filter(({ lead }) => !lead),
        campaign,
      )
      return new Map([...corrected, ...again, ...fresh])
    }
    default:
      return assertNever(item.purpose)
  }
}
