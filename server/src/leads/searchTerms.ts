// What somebody typed or pasted into the search box, sorted by what it can be.

export type SearchTerms =
  | { readonly kind: 'one'; readonly text: string; readonly id: string | null; readonly phone: string | null }
  /** A pasted list: each entry is looked for as a whole. */
  | {
      readonly kind: 'list'
      readonly entries: readonly string[]
      readonly ids: readonly string[]
      readonly phones: readonly string[]
    }

/**
 * New lines, tabs and semicolons make a list of anything. Commas do where every entry is an id, an email or a phone number:
 * "Lee, Ann" is a name.
 */
export function searchTerms(text: string): SearchTerms | null {
  const rows = entriesOf(text, /[\n\r\t;]+/)
  const cells = rows.flatMap((row) => entriesOf(row, /,+/))
  const [only] = rows
  if (only === undefined) return null
  if (rows.length === 1 && (cells.length === 1 || !cells.every(isAddress))) {
    return { kind: 'one', text: only, id: idOf(only), phone: phoneEndOf(only) }
  }
  const entries = [...new Set(rows.flatMap((row) => splitRow(row)))]
  return {
    kind: 'list',
    entries: entries.map((entry) => entry.toLowerCase()),
    ids: entries.flatMap((entry) => idOf(entry) ?? []),
    phones: entries.flatMap((entry) => phoneEndOf(entry) ?? []),
  }
}

function splitRow(row: string): readonly string[] {
  const cells = entriesOf(row, /,+/)
  return cells.every(isAddress) ? cells : [row]
}

function entriesOf(text: string, between: RegExp): string[] {
  return text
    .split(between)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

function isAddress(entry: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(entry) || isNumber(entry)
}

function isNumber(entry: string): boolean {
  return /^[\d\s()+./-]*\d[\d\s()+./-]*$/.test(entry)
}

function idOf(entry: string): string | null {
  const digits = entry.replaceAll(/\D/g, '')
  return isNumber(entry) && digits.length <= 18 ? digits : null
}

/** Six digits or more are the end of a phone number; a national one loses its leading zero, so that 07700 900123 finds +447700900123. */
function phoneEndOf(entry: string): string | null {
  if (!isNumber(entry)) return null
  const digits = entry.replaceAll('(0)', '').replaceAll(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 6 ? digits : null
}
