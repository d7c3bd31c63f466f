import { FirstRun } from './FirstRun.tsx'
import { LeadCards } from './LeadCards.tsx'
import { LeadTable } from './LeadTable.tsx'
import { NoResults } from './NoResults.tsx'
import { isFiltered, narrowed, type LeadSearch } from './search.ts'
import type { SteadyRow } from './steadyRows.ts'
import { TableSkeleton } from './TableSkeleton.tsx'
import type { Density } from './useDensity.ts'

export interface LeadResultsProps {
  /** Null while the first answer is on its way. */
  readonly page: { readonly rows: readonly SteadyRow[]; readonly total: { readonly value: number } } | null
  readonly search: LeadSearch
  readonly firstRow: number
  readonly density: Density
  readonly cards: boolean
  readonly busy: boolean
  readonly onPeek: (id: string) => void
  readonly onChange: (search: LeadSearch) => void
}

export function LeadResults({ page, search, cards, ...rest }: LeadResultsProps) {
  if (page === null) return <TableSkeleton />
  if (page.rows.length === 0) {
    const nothingAsked = !isFiltered(search) && search.cursor === null
    return nothingAsked ? <FirstRun /> : <NoResults search={search} onChange={rest.onChange} />
  }
  if (cards) return <LeadCards rows={page.rows} onPeek={rest.onPeek} />
  return (
    <LeadTable
      rows={page.rows}
      total={page.total.value}
      firstRow={rest.firstRow}
      density={rest.density}
      peeked={search.peek}
      oldestFirst={search.oldestFirst}
      busy={rest.busy}
      onPeek={rest.onPeek}
      onSort={() => rest.onChange(narrowed(search, { oldestFirst: !search.oldestFirst }))}
    />
  )
}
