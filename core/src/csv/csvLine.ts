import { guardFormula } from './formulaGuard.ts'

/** Text is guarded against being run as a formula unless `raw`; numbers never are one. */
export type Cell = string | number

/** RFC 4180, with the line's end. */
export function csvLine(cells: readonly Cell[], raw: boolean): string {
  return `${cells.map((cell) => quoted(typeof cell === 'number' || raw ? String(cell) : guardFormula(cell))).join(',')}\r\n`
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

/** By it spreadsheets know that a file is UTF-8. */
export const byteOrderMark = '\uFEFF'
