// Leads that were refused get the values of their rows and are checked again under the set-up of today.

import { resultOf } from '../jobs/actions/resultOf.ts'
import { dispatchClass } from '../queue/dispatches.ts'
import { leftOutOf } from '../readmission/leftOut.ts'
import { readmitStored } from '../readmission/readmit.ts'
import type { StoredLead } from '../readmission/storedLead.ts'
import { correction, correctionReason, writeCorrections } from './correction.ts'
import type { KnownRow, RowResults, Running } from './running.ts'

export async function correctLeads(
  { tx, parts, scope, afterCommit }: Running,
  rows: readonly KnownRow[],
): Promise<RowResults> {
  const { accountId, setup, actor } = scope
  const free = rows.filter(({ lead }) => leftOutOf(lead.stored, lead.stored, setup) === null)
  const leads = free.map(({ lead }) => lead.stored)
  const edited = free.filter(({ judged }) => judged.verdict === 'update')
  await writeCorrections(
    tx,
    accountId,
    edited.map(({ lead, judged }) => ({ lead, values: judged.values })),
    { actor, reason: correctionReason },
  )
  const now = free.map(({ lead, judged }) => asCorrected(lead.stored, judged))
  const again = { accountId, setup, leads, cause: correction, actor, class: dispatchClass.bulk }
  const { outcomes, dispatches } = await readmitStored(tx, parts, again, now)
  afterCommit(() => {
    if (dispatches.length > 0) parts.wake(dispatches)
    parts.leadsChanged(
      accountId,
      leads.map(({ id }) => id),
    )
  })
  const byRow = new Map(free.map(({ row }, index) => [row, outcomes[index]]))
  return new Map(
    rows.map(({ row, lead }) => {
      const outcome = byRow.get(row) ?? {
        kind: 'leftOut',
        reason: leftOutOf(lead.stored, lead.stored, setup) ?? 'left out',
      }
      return [row, resultOf(outcome)]
    }),
  )
}

/** As `writeCorrections` has left it. */
function asCorrected(stored: StoredLead, { verdict, values }: KnownRow['judged']): StoredLead {
  if (verdict !== 'update') return stored
  return { ...stored, revision: stored.revision + 1, edits: { ...stored.edits, ...values } }
}
