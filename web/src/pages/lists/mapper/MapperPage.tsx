import { Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ApiProblem } from '../../../data/apiProblem.ts'
import { mapperDocumentQuery, mapperUsageQuery, picklistDocumentQuery, type Mapper } from '../../../data/lists.ts'
import page from '../../../ui/page.module.css'
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx'
import { usePageTitle } from '../../../ui/usePageTitle.ts'
import { DeletedHistory } from '../history/DeletedHistory.tsx'
import { HistoryPanel } from '../history/HistoryPanel.tsx'
import { ListHead } from '../ListHead.tsx'
import classes from '../ListPage.module.css'
import { mapperTabs, type MapperTab } from '../listSearch.ts'
import { UnsavedGuard } from '../UnsavedGuard.tsx'
import { CodesTab } from './CodesTab.tsx'
import { SaveBar } from '../SaveBar.tsx'
import { MapperUsedTab } from './MapperUsedTab.tsx'
import { text } from './text.ts'
import { useMapperEditor, type MapperWorld } from './useMapperEditor.ts'

export function MapperPage() {
  const { key } = useParams({ from: '/signedIn/lists/mappers/$key' })
  usePageTitle(key)
  const mapper = useQuery(mapperDocumentQuery(key))
  const picklist = mapper.data?.picklist
  const list = useQuery({ ...picklistDocumentQuery(picklist ?? ''), enabled: picklist !== undefined })
  const usage = useQuery(mapperUsageQuery(key))
  const values = useMemo(() => list.data?.values.map(({ value }) => value) ?? [], [list.data])
  const error = mapper.error ?? list.error ?? usage.error
  const isThere = mapper.data && usage.data && (picklist === undefined || list.data)
  return (
    <div className={page.page}>
      {isThere && mapper.data && usage.data ? (
        <MapperView key={key} mapper={mapper.data} world={{ values, usage: usage.data }} />
      ) : error ? (
        <>
          <h1 className="unseen">{key}</h1>
          <ProblemNotice
            what={error instanceof ApiProblem && error.status === 404 ? text.missingMapper(key) : text.failed}
            error={error}
            onRetry={() => void Promise.all([mapper.refetch(), usage.refetch()])}
          />
          <DeletedHistory noun="mappers" documentKey={key} />
        </>
      ) : (
        <Skeleton h={300} />
      )}
    </div>
  )
}

function MapperView({ mapper, world }: { mapper: Mapper; world: MapperWorld }) {
  const { tab = 'codes' } = useSearch({ from: '/signedIn/lists/mappers/$key' })
  const navigate = useNavigate()
  const editor = useMapperEditor(mapper, world)
  const show = (next: MapperTab) =>
    void navigate({
      to: '/lists/mappers/$key',
      params: { key: mapper.key },
      search: next === 'codes' ? {} : { tab: next },
      replace: true,
    })
  return (
    <>
      <ListHead kind={text.kind} name={mapper.key} document={mapper} />
      <SaveBar editor={editor} kind="mapper" reviewLead={text.reviewLead} />
      <Tabs
        value={tab}
        onChange={(next) => show(mapperTabs.find((one) => one === next) ?? 'codes')}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabs}>
          {mapperTabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {text.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="codes" className={classes.panel}>
          <CodesTab editor={editor} usage={world.usage} />
        </Tabs.Panel>
        <Tabs.Panel value="used" className={classes.panel}>
          <MapperUsedTab usage={world.usage} />
        </Tabs.Panel>
        <Tabs.Panel value="history" className={classes.panel}>
          <HistoryPanel noun="mappers" documentKey={mapper.key} version={mapper.version} isDirty={editor.isDirty} />
        </Tabs.Panel>
      </Tabs>
      <UnsavedGuard isDirty={editor.isDirty} />
    </>
  )
}
