// A span of time as the whole days (UTC) in it, which are counted already, and what is left at its edges.

const dayMs = 86_400_000

export interface DaysAndEdges {
  /** Half open; null: no whole day is in it. Infinite ends are null. */
  readonly days: { readonly from: Date | null; readonly to: Date | null } | null
  readonly edges: readonly { readonly from: Date; readonly to: Date }[]
}

/** Of `from` (included) to `to` (excluded); undefined: without end. Pure. */
export function wholeDays(from: Date | undefined, to: Date | undefined): DaysAndEdges {
  if (from && to && from >= to) return { days: null, edges: [] }
  const first = from && new Date(Math.ceil(from.getTime() / dayMs) * dayMs)
  const last = to && new Date(Math.floor(to.getTime() / dayMs) * dayMs)
  if (from && to && first && last && first > last) return { days: null, edges: [{ from, to }] }
  const edges = [...edge(from, first), ...edge(last, to)]
  if (first && last && first >= last) return { days: null, edges }
  return { days: { from: first ?? null, to: last ?? null }, edges }
}

function edge(from: Date | undefined, to: Date | undefined): { from: Date; to: Date }[] {
  return from && to && from < to ? [{ from, to }] : []
}
