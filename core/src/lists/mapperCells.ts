// Which values a mapper has a pair for. A pair is found as when a lead goes out: by the exact value first, then without case.

import type { Mapper, Picklist } from '../setup/lists.ts'

export interface MapperCells {
  /** What the mapper makes of a value; null where it has no pair. */
  pairOf(value: string): string | null
}

export function mapperCells({ pairs }: Pick<Mapper, 'pairs'>): MapperCells {
  const exact = new Map(Object.entries(pairs))
  const withoutCase = new Map([...exact].map(([from, to]) => [from.toLowerCase(), to]))
  return { pairOf: (value) => exact.get(value) ?? withoutCase.get(value.toLowerCase()) ?? null }
}

/** Values of the list that the mapper has no pair for, in the list's order. */
export function missingCells(mapper: Pick<Mapper, 'pairs'>, list: Pick<Picklist, 'values'>): string[] {
  const cells = mapperCells(mapper)
  return list.values.map(({ value }) => value).filter((value) => cells.pairOf(value) === null)
}

/** Values of pairs that the list does not have: they were written ahead of it, or are spelt otherwise. */
export function strangePairs({ pairs }: Pick<Mapper, 'pairs'>, list: Pick<Picklist, 'values'>): string[] {
  const values = new Set(list.values.map(({ value }) => value.toLowerCase()))
  return Object.keys(pairs).filter((value) => !values.has(value.toLowerCase()))
}
