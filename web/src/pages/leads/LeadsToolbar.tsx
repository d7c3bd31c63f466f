import type { RefObject } from 'react'
import { FilterChips } from './FilterChips.tsx'
import { FilterMenu, type FilterEntry } from './FilterMenu.tsx'
import classes from './LeadsPage.module.css'
import { SearchBox } from './SearchBox.tsx'
import { emptySearch, isFiltered, type LeadSearch } from './search.ts'
import { text } from './text.ts'
import toolbar from './Toolbar.module.css'

export interface LeadsToolbarProps {
  readonly search: LeadSearch
  readonly fieldKeys: readonly string[]
  readonly searchInput: RefObject<HTMLInputElement | null>
  readonly filter: FilterEntry | 'menu' | null
  readonly onFilter: (filter: FilterEntry | 'menu' | null) => void
  readonly onSearch: (q: string) => void
  readonly onChange: (search: LeadSearch) => void
}

/** The search box, the filters in force, and how to add one. */
export function LeadsToolbar({ search, filter, onFilter, onChange, ...props }: LeadsToolbarProps) {
  const clear = () =>
    onChange({ ...emptySearch, oldestFirst: search.oldestFirst, columns: search.columns, view: search.view })
  return (
    <div className={toolbar.toolbar} role="search" aria-label={text.title}>
      <SearchBox value={search.q} inputRef={props.searchInput} onSearch={props.onSearch} />
      <FilterMenu search={search} fieldKeys={props.fieldKeys} opened={filter} onOpen={onFilter} onChange={onChange} />
      <FilterChips search={search} onChange={onChange} onEdit={onFilter} />
      {isFiltered(search) ? (
        <button type="button" className={classes.clear} onClick={clear}>
          {text.clear}
        </button>
      ) : null}
    </div>
  )
}
