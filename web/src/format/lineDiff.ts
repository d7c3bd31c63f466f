// What changed between two texts, line by line.

export interface DiffLine {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

/** Beyond this many pairs of lines the comparison would be felt; then the texts stand one after the other. */
const mostPairs = 1_000_000

/** The longest common run of lines stays; what is only in one of the texts is gone or new. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const old = before.split('\n')
  const fresh = after.split('\n')
  if (old.length * fresh.length > mostPairs) {
    return [
      ...old.map((text) => ({ kind: 'gone', text }) as const),
      ...fresh.map((text) => ({ kind: 'new', text }) as const),
    ]
  }
  const common = commonLengths(old, fresh)
  const length = (i: number, j: number) => common[i]?.[j] ?? 0
  const lines: DiffLine[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < fresh.length) {
    const left = old[i]
    const right = fresh[j]
    if (left !== undefined && left === right) {
      lines.push({ kind: 'same', text: left })
      i += 1
      j += 1
    } else if (left !== undefined && (right === undefined || length(i + 1, j) >= length(i, j + 1))) {
      lines.push({ kind: 'gone', text: left })
      i += 1
    } else if (right !== undefined) {
      lines.push({ kind: 'new', text: right })
      j += 1
    }
  }
  return lines
}

/** How many lines the rests of both texts, from i and j on, have in common. */
function commonLengths(old: readonly string[], fresh: readonly string[]): readonly (readonly number[])[] {
  const rows: number[][] = Array.from({ length: old.length + 1 }, () => Array<number>(fresh.length + 1).fill(0))
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const row = rows[i] ?? []
    const below = rows[i + 1] ?? []
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      row[j] = old[i] === fresh[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return rows
}
