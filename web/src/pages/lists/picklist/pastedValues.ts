// A list as people paste it: one value per line, or columns from a spreadsheet with the synonyms behind the value.

import { spell, synonymsIn, type DraftRow, type ListDraft, type RowChange } from './draft.ts'

export interface PastedLine {
  readonly value: string
  readonly synonyms: readonly string[]
}

export interface PastePlan {
  readonly fresh: readonly PastedLine[]
  /** Values that are there already and get synonyms. */
  readonly changed: readonly { readonly row: DraftRow; readonly synonyms: readonly string[] }[]
  /** Lines that bring nothing: the value is there, or stands further up. */
  readonly double: readonly PastedLine[]
  /** Values and synonyms that mean another value already. They are left out. */
  readonly taken: readonly { readonly synonym: string; readonly value: string }[]
}

/** Tabs part the columns; synonyms may stand in several of them, or in one with semicolons. Quotes of spreadsheets are taken off. */
export function pastedLines(pasted: string): PastedLine[] {
  return pasted
    .split(/\r\n|\r|\n/)
    .map((line) => line.split('\t').map(unquoted))
    .map(([value = '', ...synonyms]) => ({
      value,
      synonyms: synonymsIn(synonyms.join(';')).filter((one) => one !== value),
    }))
    .filter(({ value }) => value !== '')
}

function unquoted(cell: string): string {
  const text = cell.trim()
  return /^"(?:[^"]|"")*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"').trim() : text
}

/** What pasting would do, so that it can be looked at first. */
export function planPaste(draft: ListDraft, lines: readonly PastedLine[]): PastePlan {
  const of = (word: string) => spell(word, draft.caseSensitive)
  const rows = new Map(draft.rows.map((row) => [of(row.value), row]))
  const values = new Set([...rows.keys(), ...lines.map(({ value }) => of(value))])
  const standing = new Map(draft.rows.flatMap((row) => row.synonyms.map((one) => [of(one), row.value] as const)))
  const owners = new Map(standing)
  const fresh = new Map<string, { value: string; synonyms: string[] }>()
  const changed = new Map<string, { row: DraftRow; synonyms: string[] }>()
  const double: PastedLine[] = []
  const taken: { synonym: string; value: string }[] = []
  for (const line of lines) {
    const own = of(line.value)
    const meant = standing.get(own)
    if (meant !== undefined && of(meant) !== own) {
      taken.push({ synonym: line.value, value: meant })
      continue
    }
    const row = rows.get(own)
    const before = fresh.get(own)
    const free = line.synonyms.filter((synonym) => {
      const owner = owners.get(of(synonym))
      if (owner !== undefined && of(owner) === own) return false
      const isTaken = owner !== undefined || (values.has(of(synonym)) && of(synonym) !== own)
      if (isTaken) taken.push({ synonym, value: owner ?? synonym })
      else owners.set(of(synonym), line.value)
      return !isTaken
    })
    if (!row && !before) fresh.set(own, { value: line.value, synonyms: free })
    else if (free.length === 0) double.push(line)
    else if (before) before.synonyms.push(...free)
    else if (row) changed.set(own, { row, synonyms: [...(changed.get(own)?.synonyms ?? []), ...free] })
  }
  return { fresh: [...fresh.values()], changed: [...changed.values()], double, taken }
}

/** The draft's rows with the plan carried out: new synonyms in place, new values at the end. */
export function pastedInto(
  draft: ListDraft,
  { fresh, changed }: PastePlan,
): { readonly rows: readonly DraftRow[]; readonly added: readonly RowChange[] } {
  const more = new Map(changed.map(({ row, synonyms }) => [row.id, synonyms]))
  const rows = draft.rows.map((row) => {
    const synonyms = more.get(row.id)
    return synonyms === undefined ? row : { ...row, synonyms: [...row.synonyms, ...synonyms] }
  })
  return { rows, added: fresh }
}
