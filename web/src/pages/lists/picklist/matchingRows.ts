import type { DraftRow } from './draft.ts'

/** Rows that hold the text in their value, label or a synonym, without case and accents. */
export function matchingRows(rows: readonly DraftRow[], wanted: string): readonly DraftRow[] {
  const text = bare(wanted)
  if (text === '') return rows
  return rows.filter(({ value, label, synonyms }) =>
    [value, label, ...synonyms].some((one) => bare(one).includes(text)),
  )
}

function bare(text: string): string {
  return text
    .trim()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}
