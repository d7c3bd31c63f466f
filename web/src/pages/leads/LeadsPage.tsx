import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { pageSize } from '../../data/leads.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { FilterChips } from './FilterChips.tsx'
import { FilterMenu } from './FilterMenu.tsx'
import { LeadResults } from './LeadResults.tsx'
import classes from './LeadsPage.module.css'
import { NewLeadsBar } from './NewLeadsBar.tsx'
import { Pager } from './Pager.tsx'
import { rememberPage } from './pageTrail.ts'
import { PeekPanel } from './PeekPanel.tsx'
import { SearchBox } from './SearchBox.tsx'
import { emptySearch, isFiltered, narrowed, type LeadSearch } from './search.ts'
import { text } from './text.ts'
import { TitleBar } from './TitleBar.tsx'
import toolbar from './Toolbar.module.css'
import { useDensity } from './useDensity.ts'
import { useLeadPage } from './useLeadPage.ts'
import { useLeadSearch } from './useLeadSearch.ts'
import { useListKeys } from './useListKeys.ts'

export function LeadsPage() {
  usePageTitle(text.title)
  const { search, notices, change } = useLeadSearch()
  const { page, newer, readAgain } = useLeadPage(search)
  const { density, next: nextDensity } = useDensity()
  const isNarrow = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false })
  const [filtersOpen, setFiltersOpen] = useState(false)
  const searchInput = useRef<HTMLInputElement>(null)
  const results = useRef<HTMLDivElement>(null)
  const rows = page.data?.rows ?? []

  useEffect(() => {
    rememberPage(sessionStorage, search)
  }, [search])
  useEffect(() => {
    results.current?.scrollTo({ top: 0 })
  }, [search.cursor, search.oldestFirst])

  const peek = (id: string | null) => change({ ...search, peek: search.peek === id ? null : id }, 'replace')
  const showNew = () => {
    results.current?.scrollTo({ top: 0 })
    readAgain()
  }
  useListKeys({
    results,
    peeked: search.peek,
    onPeek: peek,
    onSearch: () => searchInput.current?.focus(),
    onFilter: () => setFiltersOpen(true),
    onShowNew: showNew,
    onDensity: nextDensity,
  })

  const clear = () => change({ ...emptySearch, oldestFirst: search.oldestFirst })
  const narrow = (next: LeadSearch) => change({ ...next, peek: null })

  return (
    <div className={classes.page}>
      <TitleBar
        rows={rows}
        total={page.data?.total ?? null}
        failing={page.isRefetchError || page.isLoadingError}
        density={density}
        onDensity={nextDensity}
      />
      <div className={toolbar.toolbar} role="search" aria-label={text.title}>
        <SearchBox
          value={search.q}
          inputRef={searchInput}
          onSearch={(q) => q !== search.q && change(narrowed(search, { q, peek: null }), 'replace')}
        />
        <FilterMenu
          search={search}
          fieldKeys={fieldKeysOf(rows)}
          opened={filtersOpen}
          onOpen={setFiltersOpen}
          onChange={narrow}
        />
        <FilterChips search={search} onChange={narrow} />
        {isFiltered(search) ? (
          <button type="button" className={classes.clear} onClick={clear}>
            {text.clear}
          </button>
        ) : null}
      </div>
      {notices.map((notice) => (
        <p key={notice} className={classes.notice} role="status">
          {notice}
        </p>
      ))}
      <div className={classes.split}>
        <div className={classes.column}>
          <NewLeadsBar newer={newer} onShow={showNew} />
          <div className={classes.results} ref={results}>
            {page.isLoadingError ? (
              <ProblemNotice what={text.failed} error={page.error} onRetry={() => void page.refetch()} />
            ) : (
              <LeadResults
                page={page.data ?? null}
                search={search}
                firstRow={(search.page - 1) * pageSize + 2}
                density={density}
                cards={isNarrow}
                busy={page.isPlaceholderData}
                onPeek={peek}
                onChange={change}
              />
            )}
          </div>
          <Pager search={search} nextCursor={page.data?.nextCursor ?? null} count={rows.length} onChange={change} />
        </div>
        {search.peek === null ? null : (
          <PeekPanel
            id={search.peek}
            row={rows.find((row) => row.lead.id === search.peek)?.lead ?? null}
            onClose={() => peek(null)}
          />
        )}
      </div>
    </div>
  )
}

function fieldKeysOf(rows: readonly { readonly lead: { readonly fields: object } }[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row.lead.fields)))].toSorted((a, b) => a.localeCompare(b))
}
