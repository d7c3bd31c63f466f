// The sheet of rows: what comes before the first one, the rows, and what follows the last one.

import { columnName } from '../columnName.ts'
import { escapeXmlText } from '../xmlText.ts'
import type { SheetFrame, WorkbookPlan, WrittenCell } from './plan.ts'
import { rowXml } from './rowXml.ts'
import { styles } from './styles.ts'

const lastRow = 1_048_576

export function sheetHeadXml({ columns }: WorkbookPlan): string {
  const widths = columns.map(({ width, kind }, column) => {
    const style = kind === 'locked' ? styles.locked : styles.open
    return `<col min="${column + 1}" max="${column + 1}" width="${width}" style="${style}" customWidth="1"/>`
  })
  const headings = columns.map(({ heading, kind }) => ({
    text: heading,
    style: kind === 'locked' ? styles.lockedHeading : styles.openHeading,
  }))
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0">',
    '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>',
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${widths.join('')}</cols><sheetData>`,
    rowXml(1, headings),
  ].join('')
}

/** @param cells one for each column; blank ones without a problem are left to the column's own look */
export function leadRowXml(row: number, cells: readonly WrittenCell[], { kinds }: SheetFrame): string {
  return rowXml(
    row,
    cells.map(({ text, problem }, column) => {
      const isLocked = kinds[column] === 'locked'
      if (problem !== null) return { text, style: isLocked ? styles.lockedProblem : styles.problem }
      return text === '' ? null : { text, style: isLocked ? styles.locked : styles.open }
    }),
  )
}

/**
 * Locked cells are protected without a password: against accidents, not against people. In Excel a row with a locked cell can be deleted
 * only after "Unprotect Sheet"; nobody has to, since a row that is not changed changes nothing.
 * @param rows the headings included
 */
export function sheetTailXml(rows: number, { kinds, lists }: SheetFrame): string {
  const all = `A1:${columnName(kinds.length - 1)}${Math.max(rows, 1)}`
  const validations = lists.flatMap((list, column) => (list === null ? [] : [validation(column, list)]))
  const isProtected = kinds.includes('locked')
  return [
    '</sheetData>',
    isProtected
      ? '<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0" insertRows="0" deleteRows="0" sort="0" autoFilter="0"/>'
      : '',
    `<autoFilter ref="${all}"/>`,
    validations.length === 0
      ? ''
      : `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`,
    `<ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors>`,
    '<legacyDrawing r:id="rId1"/></worksheet>',
  ].join('')
}

/** Other values are warned of and taken: they may be meant for the list. */
function validation(column: number, list: string): string {
  const name = columnName(column)
  const words = 'errorTitle="Not in the list" error="This value is not in the list of the field. Keep it all the same?"'
  return (
    `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" ${words} sqref="${name}2:${name}${lastRow}">` +
    `<formula1>${escapeXmlText(list)}</formula1></dataValidation>`
  )
}
