// A mapper while somebody edits it: one row for each value of its picklist, and one for each pair beside them.

import type { Mapper, MapperDocument, MapperUsage } from '../../../data/lists.ts'

export interface PairRow {
  readonly id: number
  readonly from: string
  /** Empty: it has no code, unless it was stored with an empty one. */
  readonly to: string
  /** It has a pair that sends nothing, on purpose. */
  readonly isEmptyCode: boolean
  /** Of the picklist, whose values are not written here. */
  readonly isOfList: boolean
}

export type Policy = 'pass' | 'hold' | 'default'

export interface MapperDraft {
  readonly picklist: string
  readonly policy: Policy
  readonly defaultCode: string
  readonly rows: readonly PairRow[]
  readonly nextId: number
}

/** `values`: of the picklist, in its order; empty where there is none. Values that came and have no row get one at the end. */
export function draftOf(mapper: Mapper, values: readonly string[], seen: MapperUsage['values']): MapperDraft {
  const pairs = new Map(Object.entries(mapper.pairs))
  const keys = new Map([...pairs.keys()].map((key) => [key.toLowerCase(), key]))
  const used = new Set<string>()
  const ofList = values.map((value) => {
    const key = pairs.has(value) ? value : keys.get(value.toLowerCase())
    if (key !== undefined) used.add(key)
    const to = key === undefined ? null : (pairs.get(key) ?? '')
    return { from: value, to: to ?? '', isOfList: true, isEmptyCode: to === '' }
  })
  const beside = [...pairs]
    .filter(([from]) => !used.has(from))
    .map(([from, to]) => ({ from, to, isOfList: false, isEmptyCode: to === '' }))
  const known = new Set([...values, ...pairs.keys()].map((one) => one.toLowerCase()))
  const came = seen
    .filter(({ value }) => !known.has(value.toLowerCase()))
    .map(({ value }) => ({ from: value, to: '', isOfList: false, isEmptyCode: false }))
  const rows = [...ofList, ...beside, ...came].map((row, id) => ({ ...row, id }))
  const { missing } = mapper
  return {
    picklist: mapper.picklist ?? '',
    policy: typeof missing === 'object' ? 'default' : missing,
    defaultCode: typeof missing === 'object' ? missing.default : '',
    rows,
    nextId: rows.length,
  }
}

/** As it is written. A pair keeps the spelling of the list's value, so that another case is put right by the way. */
export function documentOf(draft: MapperDraft): MapperDocument {
  return {
    ...(draft.picklist === '' ? {} : { picklist: draft.picklist }),
    pairs: Object.fromEntries(
      draft.rows
        .filter((row) => row.from.trim() !== '' && hasCode(row))
        .map(({ from, to }) => [from.trim(), to.trim()]),
    ),
    missing: draft.policy === 'default' ? { default: draft.defaultCode } : draft.policy,
  }
}

export function hasCode({ to, isEmptyCode }: Pick<PairRow, 'to' | 'isEmptyCode'>): boolean {
  return isEmptyCode || to.trim() !== ''
}

export function changePair(draft: MapperDraft, id: number, change: Partial<Pick<PairRow, 'from' | 'to'>>): MapperDraft {
  return { ...draft, rows: draft.rows.map((row) => (row.id === id ? { ...row, ...change } : row)) }
}

export function removePair(draft: MapperDraft, id: number): MapperDraft {
  return { ...draft, rows: draft.rows.filter((row) => row.id !== id) }
}

export function addPairs(
  draft: MapperDraft,
  pairs: readonly { readonly from: string; readonly to: string }[],
): MapperDraft {
  const added = pairs.map((pair, index) => ({ ...pair, isOfList: false, isEmptyCode: false, id: draft.nextId + index }))
  return { ...draft, rows: [...draft.rows, ...added], nextId: draft.nextId + pairs.length }
}

/** By the id of the row; one sentence each. */
export function pairProblems(
  draft: MapperDraft,
  words: { readonly double: (value: string) => string; readonly noValue: string },
): ReadonlyMap<number, string> {
  const seen = new Set<string>()
  const problems = new Map<number, string>()
  for (const { id, from, to } of draft.rows) {
    const value = from.trim()
    if (value === '' && to.trim() !== '') problems.set(id, words.noValue)
    if (value === '') continue
    if (seen.has(value)) problems.set(id, words.double(value))
    seen.add(value)
  }
  return problems
}
