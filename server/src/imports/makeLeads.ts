// Rows that name no lead become leads.

import { databaseNow } from '../db/clock.ts'
import type { ItemResult } from '../jobs/action.ts'
import type { LiveCampaign } from '../setup/compile.ts'
import { incomingRow } from './incomingRow.ts'
import type { JudgedRow } from './judgeRows.ts'
import { nameItems } from './nameItems.ts'
import { takeNewLeads, type NewLead } from './newLeads.ts'
import type { RowResults, Running } from './running.ts'

export async function makeLeads(
  { tx, parts, scope, item, plan, afterCommit }: Running,
  rows: readonly JudgedRow[],
  campaign: LiveCampaign,
): Promise<RowResults> {
  const receivedAt = databaseNow()
  const incoming = rows.map(({ row }) => incomingRow(row, item, plan, receivedAt))
  const { leads, dispatches } = await takeNewLeads(tx, parts, { setup: scope.setup, campaign }, incoming)
  const made = rows.flatMap(({ row }, index) => {
    const lead = leads[index]
    return lead ? [{ row: row.row, lead }] : []
  })
  await nameItems(tx, scope, item, made)
  afterCommit(() => {
    if (dispatches.length > 0) parts.wake(dispatches)
    parts.leadsMade(scope.accountId, leads)
  })
  return new Map(made.map(({ row, lead }) => [row, resultOfNew(lead)]))
}

function resultOfNew({ status, reason }: NewLead): ItemResult {
  return status === 'accepted'
    ? { kind: 'succeeded', outcome: 'accepted', reason: null }
    : { kind: 'failed', outcome: status, reason }
}
