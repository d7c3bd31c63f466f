import type { ColumnView } from './columns.ts'
import { FirstRun } from './FirstRun.tsx'
import { LeadCards } from './LeadCards.tsx'
import { LeadTable } from './LeadTable.tsx'
import { NoResults } from './NoResults.tsx'
import { isFiltered, narrowed, type LeadSearch } from './search.ts'
import type { SteadyRow } from './steadyRows.ts'
import { TableSkeleton } from './TableSkeleton.tsx'
import { useColumnWidths } from './useColumnWidths.ts'
import type { Density } from './useDensity.ts'
import type { LeadSelection } from './useLeadSelection.ts'

export interface LeadResultsProps {
  /** Null while the first answer is on its way. */
  readonly page: { readonly rows: readonly SteadyRow[]; readonly total: { readonly value: number } } | null
  readonly search: LeadSearch
  readonly columns: readonly string[]
  readonly columnViews: readonly ColumnView[]
  readonly chosen: LeadSelection
  readonly firstRow: number
  readonly density: Density
  readonly cards: boolean
  readonly busy: boolean
  readonly onPeek: (id: string) => void
  readonly onChange: (search: LeadSearch) => void
}

export function LeadResults({ page, search, cards, chosen, ...rest }: LeadResultsProps) {
  const { widths, resize } = useColumnWidths()
  if (page === null) return <TableSkeleton />
  if (page.rows.length === 0) {
    const nothingAsked = !isFiltered(search) && search.cursor === null
    return nothingAsked ? <FirstRun /> : <NoResults search={search} onChange={rest.onChange} />
  }
  if (cards) {
    return <LeadCards rows={page.rows} selection={chosen.selection} onPeek={rest.onPeek} onSelect={chosen.select} />
  }
  return (
    <LeadTable
      rows={page.rows}
      columns={rest.columns}
      views={rest.columnViews}
      widths={widths}
      total={page.total.value}
      firstRow={rest.firstRow}
      density={rest.density}
      peeked={search.peek}
      selection={chosen.selection}
      oldestFirst={search.oldestFirst}
      busy={rest.busy}
      onPeek={rest.onPeek}
      onSelect={chosen.select}
      onSelectPage={chosen.selectPage}
      onResize={resize}
      onSort={() => rest.onChange(narrowed(search, { oldestFirst: !search.oldestFirst }))}
    />
  )
}
