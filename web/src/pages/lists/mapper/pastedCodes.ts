// Pairs as people paste them: value, tab or equals sign, code.

import type { MapperDraft, PairRow } from './draft.ts'

export interface PastedCode {
  readonly from: string
  readonly to: string
}

export interface CodePlan {
  /** Rows that get a code or another one. */
  readonly set: readonly { readonly row: PairRow; readonly to: string }[]
  /** Pairs without a row; only where no picklist says which values there are. */
  readonly fresh: readonly PastedCode[]
  readonly same: number
  /** Values that the picklist does not have. */
  readonly strange: readonly string[]
  /** Lines that hold no pair. */
  readonly unread: readonly string[]
}

export function planCodes(draft: MapperDraft, pasted: string): CodePlan {
  const rows = new Map(draft.rows.map((row) => [row.from.trim().toLowerCase(), row]))
  const set = new Map<number, { row: PairRow; to: string }>()
  const fresh = new Map<string, PastedCode>()
  const strange: string[] = []
  const unread: string[] = []
  let same = 0
  for (const line of pasted.split(/\r\n|\r|\n/).filter((one) => one.trim() !== '')) {
    const pair = pairIn(line)
    if (!pair) {
      unread.push(line.trim())
      continue
    }
    const row = rows.get(pair.from.toLowerCase())
    if (row) {
      if (row.to === pair.to) same += 1
      else set.set(row.id, { row, to: pair.to })
    } else if (draft.picklist === '') fresh.set(pair.from.toLowerCase(), pair)
    else strange.push(pair.from)
  }
  return { set: [...set.values()], fresh: [...fresh.values()], same, strange, unread }
}

/** The draft's rows with the codes in place. */
export function codesInto(draft: MapperDraft, { set }: CodePlan): MapperDraft {
  const codes = new Map(set.map(({ row, to }) => [row.id, to]))
  return { ...draft, rows: draft.rows.map((row) => ({ ...row, to: codes.get(row.id) ?? row.to })) }
}

function pairIn(line: string): PastedCode | null {
  const [first = '', second] = line.includes('\t') ? line.split('\t') : splitOnce(line)
  const from = first.trim()
  const to = second?.trim() ?? ''
  return from === '' || to === '' ? null : { from, to }
}

function splitOnce(line: string): string[] {
  const match = /^(.*?)\s*(?:=>|->|→|=)\s*(.*)$/.exec(line)
  return match ? [match[1] ?? '', match[2] ?? ''] : [line]
}
