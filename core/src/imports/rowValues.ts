// What a row of a file says.

import { unguardFormula } from '../csv/formulaGuard.ts'
import type { FileRow, RowPlan } from './fileRow.ts'

/** The text of the column that holds `target`, trimmed; empty where there is none. */
export function cellOf(row: FileRow, plan: RowPlan, target: string): string {
  const index = plan.columns.findIndex((column) => column.target === target)
  return index === -1 ? '' : (row.cells[index] ?? '').trim()
}

/** The values of a row by field key, without the guard against formulas. Empty cells are values that are not there. */
export function rowValues(row: FileRow, plan: RowPlan): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  plan.columns.forEach(({ target }, index) => {
    const text = row.cells[index] ?? ''
    if (target !== null && plan.fields.has(target) && text.trim() !== '') values[target] = unguardFormula(text)
  })
  return values
}

/** Ids of leads are whole numbers; a spreadsheet may have put spaces or its text mark around one. */
export function leadIdOf(text: string): string | null {
  const plain = text.trim().replace(/^'/, '').replace(/\.0+$/, '')
  return /^[1-9]\d{0,17}$/.test(plain) ? plain : null
}
