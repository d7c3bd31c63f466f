// Cells as spreadsheets put them on the clipboard: columns parted by tabs, rows by line breaks, awkward cells in quotation marks.

/** Any text is read: what is no table is one cell. A line break at the very end parts nothing. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  const cell = (value: string) => rows.at(-1)?.push(value)
  while (at <= text.length) {
    const quoted = text[at] === '"' ? quotedFrom(text, at) : null
    const end = quoted?.end ?? endOfPlain(text, at)
    cell(quoted?.value ?? text.slice(at, end))
    const sign = text[end]
    if (sign === undefined) break
    at = end + (sign === '\r' && text[end + 1] === '\n' ? 2 : 1)
    if (sign === '\t') continue
    if (at >= text.length) break
    rows.push([])
  }
  return rows
}

export function formatTsv(rows: readonly (readonly string[])[]): string {
  const text = rows.map((row) => row.map(formatCell).join('\t')).join('\n')
  // A last row of nothing would be taken for the end of the row before it.
  return rows.length > 1 && text.endsWith('\n') ? `${text}\n` : text
}

function formatCell(value: string): string {
  return /[\t\n\r]|^"/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

function endOfPlain(text: string, from: number): number {
  let end = from
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n' && text[end] !== '\r') end += 1
  return end
}

/** Null where the mark is part of the text: nothing may stand between its partner and the cell's end. */
function quotedFrom(text: string, from: number): { readonly value: string; readonly end: number } | null {
  let value = ''
  let at = from + 1
  for (;;) {
    const mark = text.indexOf('"', at)
    if (mark < 0) return null
    value += text.slice(at, mark)
    if (text[mark + 1] === '"') {
      value += '"'
      at = mark + 2
      continue
    }
    const next = text[mark + 1]
    return next === undefined || /[\t\n\r]/.test(next) ? { value, end: mark + 1 } : null
  }
}
