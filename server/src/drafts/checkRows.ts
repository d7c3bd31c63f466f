// What the corrections of a draft would make of its leads, by the road of a cure's preview: nothing is held, nothing written on a lead.

import type { TransactionSql } from 'postgres'

import { readLeads } from '../jobs/readLeads.ts'
import type { JobLead } from '../jobs/action.ts'
import { considerRedelivery } from '../jobs/redelivery/consider.ts'
import type { Cause } from '../readmission/cause.ts'
import { readStoredLeads } from '../readmission/storedLead.ts'
import { recheckEach } from '../resolve/recheck.ts'
import { resentOutcome } from '../resolve/recheckRefused.ts'
import type { AccountSetup } from '../setup/compile.ts'
import { isChanged, type DraftRow, type Verdict } from './draftRow.ts'
import { leftOutVerdict, verdictOf } from './verdictOf.ts'

export interface Checking {
  readonly setup: AccountSetup
  readonly actor: string
  /** Its buyer refused the leads; null where a check of ours did. */
  readonly delivery: string | null
}

export const conflictWords = 'edited by somebody else since it was opened here'

const cause: Cause = { kind: 'reprocess', waive: new Set(), reason: null }
const page = 500

export interface CheckedRow {
  readonly row: DraftRow
  readonly verdict: Verdict
  /** Null: it is not there any more. */
  readonly lead: JobLead | null
}

/** In the rows' order, in which they are judged against each other. Rows that are kept rejected are not judged. */
export async function checkRows(
  tx: TransactionSql,
  checking: Checking,
  rows: readonly DraftRow[],
): Promise<readonly CheckedRow[]> {
  const leads = new Map((await readLeads(tx, checking.setup.accountId, rows)).map((lead) => [lead.id, lead]))
  const judged = rows.filter((row) => {
    const lead = leads.get(row.id)
    return lead !== undefined && !row.kept && !isStale(row, lead)
  })
  const verdicts =
    checking.delivery === null
      ? await checkedAgain(tx, checking.setup, judged)
      : await checkedToSend(tx, checking, checking.delivery, judged, leads)
  return rows.map((row) => {
    const lead = leads.get(row.id) ?? null
    return { row, lead, verdict: verdicts.get(row.id) ?? unjudged(row, lead) }
  })
}

/** Somebody has edited the lead behind the changes that were typed here. */
function isStale(row: DraftRow, lead: JobLead): boolean {
  return isChanged(row) && lead.revision !== row.revision
}

function unjudged(row: DraftRow, lead: JobLead | null): Verdict {
  if (lead === null) return leftOutVerdict('not found')
  if (row.kept) return row.verdict
  return isStale(row, lead) ? leftOutVerdict(conflictWords) : row.verdict
}

async function checkedAgain(
  tx: TransactionSql,
  setup: AccountSetup,
  rows: readonly DraftRow[],
): Promise<ReadonlyMap<string, Verdict>> {
  const edits = new Map(rows.filter(isChanged).map(({ id, changes }) => [id, changes]))
  const found = await recheckEach(tx, { setup, cause, set: null, edits }, rows)
  return new Map(found.map(({ leadId, outcome, failures }) => [leadId, verdictOf(outcome, failures)]))
}

/** Without a change the buyer would refuse it again: such rows keep what it said. */
async function checkedToSend(
  tx: TransactionSql,
  { setup, actor }: Checking,
  delivery: string,
  rows: readonly DraftRow[],
  leads: ReadonlyMap<string, JobLead>,
): Promise<ReadonlyMap<string, Verdict>> {
  const verdicts = new Map<string, Verdict>()
  const changed = rows.filter(isChanged)
  for (let from = 0; from < changed.length; from += page) {
    const some = changed.slice(from, from + page)
    const own = some.flatMap(({ id }) => leads.get(id) ?? [])
    const wish = { delivery, skipRules: true, includeAccepted: false }
    const reasons = await considerRedelivery(tx, { accountId: setup.accountId, setup, actor }, wish, own)
    const leftOut = new Map(own.map(({ id }, index) => [id, reasons[index] ?? null]))
    const changes = new Map(some.map((row) => [row.id, row.changes]))
    for (const lead of await readStoredLeads(tx, setup.accountId, some)) {
      const reason = leftOut.get(lead.id) ?? null
      const { outcome, failures } = resentOutcome(lead, { setup, delivery }, changes.get(lead.id) ?? {})
      const sent = outcome ?? { kind: 'accepted', code: 'ACCEPT_LEAD' }
      verdicts.set(lead.id, reason === null ? verdictOf(sent, failures) : leftOutVerdict(reason))
    }
  }
  return verdicts
}
