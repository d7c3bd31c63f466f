// How much of what came a mapper has pairs for.

import type { Mapper } from '../setup/lists.ts'
import { mapperCells } from './mapperCells.ts'

export interface SeenValue {
  readonly value: string
  /** How often it came. */
  readonly leads: number
}

export interface Coverage {
  readonly leads: number
  readonly covered: number
  /** With one decimal, and never 100 while something is not covered; null where nothing came. */
  readonly percent: number | null
  /** Each value with its pair, null where it has none. */
  readonly values: readonly (SeenValue & { readonly to: string | null })[]
}

export function coverageOf(mapper: Pick<Mapper, 'pairs'>, seen: readonly SeenValue[]): Coverage {
  const cells = mapperCells(mapper)
  const values = seen.map((one) => ({ ...one, to: cells.pairOf(one.value) }))
  const sum = (some: readonly SeenValue[]) => some.reduce((total, one) => total + one.leads, 0)
  const leads = sum(seen)
  const covered = sum(values.filter(({ to }) => to !== null))
  return { leads, covered, percent: percentOf(covered, leads), values }
}

function percentOf(part: number, whole: number): number | null {
  if (whole === 0) return null
  // Rounded down: 99.96 % is not all.
  return Math.floor((part * 1000) / whole) / 10
}
