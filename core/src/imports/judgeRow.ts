// What a row of a file does to the lead it names. The preview and the run both ask this one function, so that what was promised is
// what is done. Pure.

import { unguardFormula } from '../csv/formulaGuard.ts'
import { damageOf } from '../sheets/cellWarnings.ts'
import type { FileRow, Judged, LeadNow, RowPlan } from './fileRow.ts'
import { ignoredEdits } from './ignoredEdits.ts'
import { cellOf, leadIdOf, rowValues } from './rowValues.ts'

/** Whether a lead with `text` in a field would come out with the value that it has: "07700 900123" and "+447700900123" do. */
export type SameValue = (lead: LeadNow, field: string, text: string) => boolean

/**
 * @param lead the account's lead that the row is about, as it stands now; null when there is none
 */
export function judgeRow(row: FileRow, lead: LeadNow | null, plan: RowPlan, isSame: SameValue): Judged {
  if (row.problem) return refused('invalid', { ...row.problem, column: null })
  const named = cellOf(row, plan, '@leadId')
  if (row.supersededBy !== null) {
    const which = named === '' ? 'the same lead' : `lead ${named}`
    const message = `Row ${row.supersededBy} is about ${which} too; the last one counts`
    return refused('superseded', { code: 'superseded', column: columnOf(plan, '@leadId'), message })
  }
  if (row.twin !== null) return refused('duplicate', { code: 'duplicate', column: null, message: row.twin })
  if (lead) return judgeKnown(row, lead, plan, isSame)
  if (named !== '') {
    const words = leadIdOf(named) === null ? `'${named}' is no LeadID` : `There is no lead ${named}`
    return refused('unknownId', { code: 'unknown_id', column: columnOf(plan, '@leadId'), message: words })
  }
  return judgeNew(row, plan)
}

function judgeNew(row: FileRow, plan: RowPlan): Judged {
  const damaged = damage(row, plan, () => true)
  if (damaged) return refused('invalid', damaged)
  const values = rowValues(row, plan)
  const changes = Object.entries(values).map(([field, to]) => ({ field, from: '', to }))
  if (changes.length === 0) {
    const message = 'No column of this row holds a value for a lead'
    return refused('invalid', { code: 'empty', column: null, message })
  }
  return { verdict: 'create', values, changes, ignored: [], error: null }
}

function judgeKnown(row: FileRow, lead: LeadNow, plan: RowPlan, isSame: SameValue): Judged {
  const column = columnOf(plan, '@leadId')
  if (lead.erased) {
    const message = `Lead ${lead.id} has been erased`
    return refused('invalid', { code: 'erased', column, message })
  }
  if (lead.campaign !== plan.campaign) {
    const message = `Lead ${lead.id} belongs to campaign ${lead.campaign}`
    return refused('invalid', { code: 'other_campaign', column, message })
  }
  const waiting = waitingWords(lead)
  if (waiting) return refused('invalid', { code: lead.status, column, message: waiting })
  const revision = cellOf(row, plan, '@revision')
  if (/^\d{1,9}$/.test(revision) && Number(revision) < lead.revision) {
    const message = `Lead ${lead.id} has been edited since: the file has revision ${revision}, the lead ${lead.revision}`
    return refused('conflict', { code: 'conflict', column: columnOf(plan, '@revision'), message })
  }
  const ignored = ignoredEdits(row, lead, plan)
  if (lead.status === 'accepted' && !plan.updateAccepted) {
    const message = `Lead ${lead.id} is accepted already`
    return { ...refused('alreadyAccepted', { code: 'already_accepted', column, message }), ignored }
  }
  const values: Record<string, string | null> = {}
  const changes: { field: string; from: string; to: string }[] = []
  plan.columns.forEach(({ target }, index) => {
    if (target === null || !plan.fields.has(target)) return
    const from = lead.shown[target] ?? ''
    const to = changedText(row.cells[index] ?? '', from, plan)
    if (to === null || (to !== '' && isSame(lead, target, to))) return
    values[target] = to === '' ? null : to
    changes.push({ field: target, from, to })
  })
  const damaged = damage(row, plan, (target) => Object.hasOwn(values, target))
  if (damaged) return { ...refused('invalid', damaged), ignored }
  const verdict = changes.length === 0 ? 'unchanged' : 'update'
  return { verdict, values, changes, ignored, error: null }
}

function waitingWords({ id, status }: LeadNow): string | null {
  if (status === 'quarantined') return `Lead ${id} is in quarantine: it is released, not corrected`
  return status === 'processing' ? `Lead ${id} is still being checked` : null
}

/** The text that a cell would put in place of `from`, empty for none; null where it changes nothing. */
function changedText(cell: string, from: string, { blanksClear }: RowPlan): string | null {
  if (cell.trim() === '') return blanksClear && from !== '' ? '' : null
  if (cell === from || cell.trim() === from.trim()) return null
  const text = unguardFormula(cell)
  // What a spreadsheet did to a value that nobody touched is no edit.
  return text === from || damageOf(from, text.trim()) !== null ? null : text
}

/** A number of which digits are gone is worse than none: it would be taken for the true one. */
function damage(row: FileRow, plan: RowPlan, counts: (target: string) => boolean): Judged['error'] {
  for (const [index, warning] of Object.entries(row.flags)) {
    const column = plan.columns[Number(index)]
    if (warning === 'lostZeros' || !column || column.target === null) continue
    if (!plan.fields.has(column.target) || !counts(column.target)) continue
    const text = row.cells[Number(index)] ?? ''
    if (warning === 'error') {
      const broken = `${column.name}: '${text}' is an error of the spreadsheet, not a value`
      return { code: 'spreadsheet_error', column: column.name, message: broken }
    }
    const what = warning === 'scientific' ? 'was shortened' : 'was rounded'
    const message = `${column.name}: '${text}' ${what} by a spreadsheet, its last digits are lost. Format the column as text`
    return { code: 'damaged_number', column: column.name, message }
  }
  return null
}

function columnOf(plan: RowPlan, target: string): string | null {
  return plan.columns.find((column) => column.target === target)?.name ?? null
}

function refused(verdict: Judged['verdict'], error: NonNullable<Judged['error']>): Judged {
  return { verdict, values: {}, changes: [], ignored: [], error }
}
