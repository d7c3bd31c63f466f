import { Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ApiProblem } from '../../../data/apiProblem.ts'
import { picklistDocumentQuery, unknownValuesQuery, type Picklist } from '../../../data/lists.ts'
import { formatCount } from '../../../format/count.ts'
import page from '../../../ui/page.module.css'
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx'
import { usePageTitle } from '../../../ui/usePageTitle.ts'
import { DeletedHistory } from '../history/DeletedHistory.tsx'
import { HistoryPanel } from '../history/HistoryPanel.tsx'
import classes from '../ListPage.module.css'
import { ListHead } from '../ListHead.tsx'
import { picklistTabs, type PicklistTab } from '../listSearch.ts'
import { UnsavedGuard } from '../UnsavedGuard.tsx'
import { LockNotice } from './LockNotice.tsx'
import { SaveBar } from '../SaveBar.tsx'
import { text } from './text.ts'
import { UnknownTab } from './UnknownTab.tsx'
import { UsedTab } from './UsedTab.tsx'
import { usePicklistEditor } from './usePicklistEditor.ts'
import { ValuesTab } from './ValuesTab.tsx'

export function PicklistPage() {
  const { key } = useParams({ from: '/signedIn/lists/picklists/$key' })
  const list = useQuery(picklistDocumentQuery(key))
  usePageTitle(list.data?.name ?? key)
  return (
    <div className={page.page}>
      {list.data ? (
        <PicklistView key={list.data.key} list={list.data} />
      ) : list.error ? (
        <>
          <h1 className="unseen">{key}</h1>
          <ProblemNotice
            what={list.error instanceof ApiProblem && list.error.status === 404 ? text.missing(key) : text.failed}
            error={list.error}
            onRetry={() => void list.refetch()}
          />
          <DeletedHistory noun="picklists" documentKey={key} />
        </>
      ) : (
        <Skeleton h={300} />
      )}
    </div>
  )
}

function PicklistView({ list }: { list: Picklist }) {
  const { tab = 'values' } = useSearch({ from: '/signedIn/lists/picklists/$key' })
  const navigate = useNavigate()
  const editor = usePicklistEditor(list)
  const unknown = useQuery(unknownValuesQuery(list.key))
  const show = (next: PicklistTab) =>
    void navigate({
      to: '/lists/picklists/$key',
      params: { key: list.key },
      search: next === 'values' ? {} : { tab: next },
      replace: true,
    })
  const count = unknown.data?.total ?? 0
  return (
    <>
      <ListHead
        kind={text.kind}
        name={editor.draft.name.trim() === '' ? list.key : editor.draft.name}
        document={list}
        locked={list.locked}
      />
      {list.locked ? <LockNotice editor={editor} /> : null}
      <SaveBar editor={editor} kind="picklist" reviewLead={text.reviewLead(editor.base.name)} />
      <Tabs
        value={tab}
        onChange={(next) => show(picklistTabs.find((one) => one === next) ?? 'values')}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabs}>
          {picklistTabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {text.tabs[one]}
              {one === 'unknown' && count > 0 ? <span className={classes.count}>{formatCount(count)}</span> : null}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="values" className={classes.panel}>
          <ValuesTab editor={editor} />
        </Tabs.Panel>
        <Tabs.Panel value="unknown" className={classes.panel}>
          <UnknownTab list={list} isDirty={editor.isDirty} />
        </Tabs.Panel>
        <Tabs.Panel value="used" className={classes.panel}>
          <UsedTab list={list} />
        </Tabs.Panel>
        <Tabs.Panel value="history" className={classes.panel}>
          <HistoryPanel noun="picklists" documentKey={list.key} version={list.version} isDirty={editor.isDirty} />
        </Tabs.Panel>
      </Tabs>
      <UnsavedGuard isDirty={editor.isDirty} />
    </>
  )
}
