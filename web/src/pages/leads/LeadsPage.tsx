import { useMediaQuery } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { leadQuery, pageSize } from '../../data/leads.ts'
import { useZone } from '../../data/useZone.ts'
import { toCurl } from '../../format/curl.ts'
import { copyText } from '../../ui/copyText.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { newestRequest } from '../lead/newestRequest.ts'
import { BulkFunctions } from './bulk/BulkFunctions.tsx'
import { useLeadFunction } from './bulk/useLeadFunction.tsx'
import { columnView } from './columns.ts'
import { ColumnsDialog } from './ColumnsDialog.tsx'
import type { FilterEntry } from './FilterMenu.tsx'
import { LeadResults } from './LeadResults.tsx'
import classes from './LeadsPage.module.css'
import { LeadsToolbar } from './LeadsToolbar.tsx'
import { rememberWalk } from './leadWalk.ts'
import { NewLeadsBar } from './NewLeadsBar.tsx'
import { Pager } from './Pager.tsx'
import { rememberPage } from './pageTrail.ts'
import { leadParameters } from './parameters.ts'
import { PeekPanel } from './PeekPanel.tsx'
import { draftOf } from './savedViews.ts'
import { SaveViewDialog } from './SaveViewDialog.tsx'
import { narrowed, type LeadSearch } from './search.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { frozenLink, liveLink } from './shareLink.ts'
import { chipsOf } from './chips.ts'
import { text } from './text.ts'
import { TitleBar } from './TitleBar.tsx'
import { useCampaignFields } from './useCampaignFields.ts'
import { useColumns } from './useColumns.ts'
import { useColumnWidths } from './useColumnWidths.ts'
import { useDensity } from './useDensity.ts'
import { useLeadPage } from './useLeadPage.ts'
import { useLeadSearch } from './useLeadSearch.ts'
import { useLeadSelection } from './useLeadSelection.ts'
import { useListKeys } from './useListKeys.ts'
import { useTotals } from './useTotals.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

type Open = 'columns' | 'views' | 'saveView' | null

export function LeadsPage() {
  usePageTitle(text.title)
  const zone = useZone()
  const navigate = useNavigate()
  const { search, notices, change } = useLeadSearch()
  const { page, newer, readAgain } = useLeadPage(search)
  const totals = useTotals(search)
  const { density, next: nextDensity, set: setDensity } = useDensity()
  const { columns, keep } = useColumns(search.columns)
  const { reset: resetWidths } = useColumnWidths()
  const labels = useCampaignFields(search.filters.campaign)
  const isNarrow = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false })
  const [filter, setFilter] = useState<FilterEntry | 'menu' | null>(null)
  const [open, setOpen] = useState<Open>(null)
  const queryClient = useQueryClient()
  const single = useLeadFunction()
  const searchInput = useRef<HTMLInputElement>(null)
  const results = useRef<HTMLDivElement>(null)
  const rows = page.data?.rows ?? []
  const ids = rows.map((row) => row.lead.id)
  const chosen = useLeadSelection(rows, search)
  const total = totals ? { value: totals.leads, exact: true } : (page.data?.total ?? null)
  // The rows compare their columns by identity.
  const columnList = columns.join()
  const columnNames = useMemo(() => columnList.split(','), [columnList])
  const columnViews = useMemo(() => columnNames.map((name) => columnView(name, labels)), [columnNames, labels])

  useEffect(() => {
    rememberPage(sessionStorage, search)
  }, [search])
  useEffect(() => {
    if (!page.data || page.isPlaceholderData) return
    const { rows: shown, total: found, nextCursor } = page.data
    rememberWalk(sessionStorage, {
      ids: shown.map((row) => row.lead.id),
      first: (search.page - 1) * pageSize + 1,
      total: found,
      parameters: leadParameters(search, new Date(), zone),
      nextCursor,
    })
  }, [page.data, page.isPlaceholderData, search, zone])
  useEffect(() => {
    results.current?.scrollTo({ top: 0 })
  }, [search.cursor, search.oldestFirst])

  const peek = (id: string | null) => change({ ...search, peek: search.peek === id ? null : id }, 'replace')
  const showNew = () => {
    results.current?.scrollTo({ top: 0 })
    readAgain()
  }
  const narrow = (next: LeadSearch) => change({ ...next, peek: null })
  const setColumns = (next: readonly string[]) => {
    keep(next)
    change({ ...search, columns: next }, 'replace')
  }
  const copyLink = (kind: 'live' | 'frozen') => {
    const { origin } = window.location
    const link =
      kind === 'live' ? liveLink(origin, search, columns) : frozenLink(origin, search, columns, new Date(), zone)
    copyText(link, text.copied)
  }
  const openLead = (id: string, what: 'edit' | 'editThenGoOn' | 'redeliver') =>
    void navigate({
      to: '/leads/$id',
      params: { id },
      search: { do: what, ...(what === 'redeliver' ? {} : { tab: 'data' }) },
    })
  const copyCurl = async (id: string) => {
    const request = newestRequest(await queryClient.fetchQuery(leadQuery(id)))
    if (request === null) notifications.show({ message: text.nothingSent })
    else copyText(toCurl(request), text.curlCopied)
  }

  useListKeys({
    results,
    peeked: search.peek,
    hasSelection: chosen.selection.kind !== 'none',
    onPeek: peek,
    onSearch: () => searchInput.current?.focus(),
    onFilter: () => setFilter('menu'),
    onLastChip: () => {
      const last = chipsOf(search).at(-1)
      if (last) narrow(last.without)
      return last !== undefined
    },
    onShowNew: showNew,
    onDensity: nextDensity,
    onColumns: () => setOpen('columns'),
    onViews: () => setOpen('views'),
    onSaveView: () => setOpen('saveView'),
    onCopyLink: () => copyLink('live'),
    onCopyId: (id) => copyText(id, text.idCopied(id)),
    onEdit: (id) => openLead(id, 'edit'),
    onRedeliver: (id) => openLead(id, 'redeliver'),
    onEditThenGoOn: (id) => openLead(id, 'editThenGoOn'),
    onCopyCurl: (id) =>
      void copyCurl(id).catch((error: Error) => notifications.show({ color: 'red', message: error.message })),
    onFunction: (action, id) => void single.open(action, id),
    onSelect: chosen.select,
    onSelectPage: chosen.selectPage,
    onSelectAll: chosen.selectAll,
    onClearSelection: chosen.clear,
  })

  return (
    <div className={classes.page}>
      <TitleBar
        total={total}
        totals={totals}
        failing={page.isRefetchError || page.isLoadingError}
        density={density}
        onDensity={nextDensity}
        onColumns={() => setOpen('columns')}
        onCopyLink={copyLink}
      >
        <ViewsMenu
          search={search}
          columns={columns}
          density={density}
          opened={open === 'views'}
          onOpen={(opened) => setOpen(opened ? 'views' : null)}
          onShow={(next, wanted) => {
            if (wanted !== null) setDensity(wanted)
            narrow(next)
          }}
          onSaveAs={() => setOpen('saveView')}
        />
      </TitleBar>
      <LeadsToolbar
        search={search}
        fieldKeys={fieldKeysOf(labels, rows)}
        searchInput={searchInput}
        filter={filter}
        onFilter={setFilter}
        onSearch={(q) => q !== search.q && change(narrowed(search, { q, peek: null }), 'replace')}
        onChange={narrow}
      />
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
                columns={columnNames}
                columnViews={columnViews}
                chosen={chosen}
                firstRow={(search.page - 1) * pageSize + 2}
                density={density}
                cards={isNarrow}
                busy={page.isPlaceholderData}
                onPeek={peek}
                onChange={change}
              />
            )}
          </div>
          <SelectionBar
            selection={chosen.selection}
            page={ids}
            all={
              total !== null && (total.value > rows.length || !total.exact)
                ? { words: text.allResults(total.value, total.exact), onChoose: chosen.selectAll }
                : null
            }
            onChange={chosen.change}
          >
            <BulkFunctions selection={chosen.selection} onChange={chosen.change} />
          </SelectionBar>
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
      {single.dialog}
      <ColumnsDialog
        opened={open === 'columns'}
        onClose={() => setOpen(null)}
        columns={columns}
        onChange={setColumns}
        labels={labels}
        onResetWidths={resetWidths}
      />
      <SaveViewDialog
        opened={open === 'saveView'}
        onClose={() => setOpen(null)}
        draft={(about) => draftOf({ search, columns, density }, about)}
        onSaved={(view) => change({ ...search, view: view.key }, 'replace')}
      />
    </div>
  )
}

/** Fields of the set-up, and those that leads still have from before. */
function fieldKeysOf(
  labels: ReadonlyMap<string, string>,
  rows: readonly { readonly lead: { readonly fields: object } }[],
): readonly string[] {
  return [...new Set([...labels.keys(), ...rows.flatMap((row) => Object.keys(row.lead.fields))])].toSorted((a, b) =>
    a.localeCompare(b),
  )
}
