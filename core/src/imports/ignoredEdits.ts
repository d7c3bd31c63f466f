// Edits to the columns that say how a lead stands. They change nothing, and a person who made them should know.

import type { FileRow, Judged, LeadNow, RowPlan } from './fileRow.ts'
import { comparedHeadings } from './target.ts'

/** Those of a lead that never change once it is there. */
const lasting: ReadonlySet<string> = new Set(['Campaign', 'Supplier', 'Source', 'Method', 'Received At'])
const specials: Readonly<Record<string, string>> = { Supplier: '@supplier', Source: '@source' }

/**
 * Where the lead has moved on since the download, its status, reason and times differ without anybody's doing: then only what never
 * changes is compared.
 */
export function ignoredEdits(row: FileRow, lead: LeadNow, plan: RowPlan): Judged['ignored'] {
  const edits = comparedHeadings.flatMap((heading) => {
    const target = specials[heading] ?? heading
    const index = plan.columns.findIndex((column) => column.target === target)
    const to = (row.cells[index] ?? '').trim()
    const from = lead.shown[heading] ?? ''
    if (index === -1 || to === '' || isEqual(from, to)) return []
    return [{ heading, edit: { column: plan.columns[index]?.name ?? heading, from, to } }]
  })
  const movedOn = edits.some(
    ({ heading, edit }) => heading === 'Updated At' && Date.parse(edit.to) < Date.parse(edit.from),
  )
  const own = revisionEdit(row, lead, plan)
  return [...edits.filter(({ heading }) => !movedOn || lasting.has(heading)).map(({ edit }) => edit), ...own]
}

function revisionEdit(row: FileRow, lead: LeadNow, plan: RowPlan): Judged['ignored'] {
  const index = plan.columns.findIndex((column) => column.target === '@revision')
  const to = (row.cells[index] ?? '').trim()
  const isOlder = /^\d{1,9}$/.test(to) && Number(to) <= lead.revision
  if (index === -1 || to === '' || isOlder) return []
  return [{ column: plan.columns[index]?.name ?? 'Revision', from: String(lead.revision), to }]
}

function isEqual(from: string, to: string): boolean {
  const plain = to.replace(/^'/, '')
  if (from === to || from === plain) return true
  // A spreadsheet writes times in its own way and drops the parts of a second.
  const [was, is] = [
    Date.parse(from),
    Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(plain) ? plain : `${plain.replace(' ', 'T')}Z`),
  ]
  if (!/^\d{4}-\d\d-\d\dT/.test(from) || Number.isNaN(is)) return false
  return Math.abs(was - is) < (/:\d\d:\d\d/.test(plain) ? 1000 : 60_000)
}
