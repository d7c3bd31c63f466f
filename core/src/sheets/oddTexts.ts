import type { OddText, SheetRow } from './sheet.ts'

const shownCharacters = 80

/** Different texts with letters beyond ASCII, to see by whether the encoding is right; at most `most` of them. Pure. */
export function oddTextsOf(headings: readonly string[], rows: readonly SheetRow[], most = 20): readonly OddText[] {
  const found = new Map<string, OddText>()
  const look = (row: number, column: number, text: string) => {
    const at = text.search(/[^\p{ASCII}]/u)
    if (at === -1 || found.size === most) return
    const from = Math.max(0, at - shownCharacters / 2)
    const shown = text.slice(from, from + shownCharacters)
    if (!found.has(shown)) found.set(shown, { row, column, text: shown })
  }
  for (const [column, heading] of headings.entries()) look(1, column, heading)
  for (const { row, cells } of rows) for (const [column, { text }] of cells.entries()) look(row, column, text)
  return [...found.values()]
}
