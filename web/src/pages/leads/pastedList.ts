/** What was pasted in one line that the search box can hold: lines become entries between semicolons. Null: not a list. */
export function pastedList(text: string): string | null {
  const entries = text
    .split(/[\r\n\t]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  return entries.length > 1 ? entries.join('; ') : null
}

/** How many entries a search text holds; 1 when it is no list. */
export function entryCount(text: string): number {
  const rows = text.split(/[;\n]+/).filter((entry) => entry.trim() !== '')
  if (rows.length > 1) return rows.length
  const cells = text.split(',').filter((entry) => entry.trim() !== '')
  return cells.length > 1 && cells.every((cell) => /^\s*([^\s@]+@[^\s@]+|[\d\s()+./-]*\d[\d\s()+./-]*)\s*$/.test(cell))
    ? cells.length
    : 1
}
