import { Button, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconClipboardText, IconPlus, IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { listsQuery, type ListsOverview } from '../../data/lists.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import page from '../../ui/page.module.css'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { useKeys } from '../../ui/useKeys.ts'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { MapperTable } from './MapperTable.tsx'
import { NewMapperDialog } from './mapper/NewMapperDialog.tsx'
import { NewPicklistDialog } from './NewPicklistDialog.tsx'
import { PicklistTable } from './PicklistTable.tsx'
import { text as listText } from './picklist/text.ts'
import classes from './ListPage.module.css'
import { text } from './text.ts'

export function ListsPage() {
  usePageTitle(text.title)
  const lists = useQuery(listsQuery)
  const mayOperate = useMayOperate()
  const [making, setMaking] = useState<'picklist' | 'mapper' | null>(null)
  const gate = { disabled: !mayOperate, title: mayOperate ? undefined : listText.mayNot }
  const { data } = lists
  return (
    <div className={page.page}>
      <div className={page.bar}>
        <h1 className={page.title}>{text.title}</h1>
        <span className={classes.actions}>
          <Button variant="default" leftSection={<IconPlus size={15} />} {...gate} onClick={() => setMaking('mapper')}>
            {text.newMapper}
          </Button>
          <Button leftSection={<IconPlus size={15} />} {...gate} onClick={() => setMaking('picklist')}>
            {text.newPicklist}
          </Button>
        </span>
      </div>
      <p className={page.lead}>{text.lead}</p>
      {data ? (
        data.picklists.length === 0 && data.mappers.length === 0 ? (
          <div className={classes.first}>
            <NothingHere title={text.none} hint={text.noneHint} />
            <Button leftSection={<IconClipboardText size={15} />} {...gate} onClick={() => setMaking('picklist')}>
              {text.pasteFirst}
            </Button>
          </div>
        ) : (
          <Tables data={data} />
        )
      ) : lists.error ? (
        <ProblemNotice what={text.failed} error={lists.error} onRetry={() => void lists.refetch()} />
      ) : (
        <Skeleton h={240} />
      )}
      {making === 'picklist' ? <NewPicklistDialog onClose={() => setMaking(null)} /> : null}
      {making === 'mapper' ? <NewMapperDialog picklist={null} onClose={() => setMaking(null)} /> : null}
    </div>
  )
}

/** From so many lists on, one is looked for and no longer found by looking. */
const searchFrom = 8

function Tables({ data }: { data: ListsOverview }) {
  const [wanted, setWanted] = useState('')
  const searchBox = useRef<HTMLInputElement>(null)
  const like = wanted.trim().toLowerCase()
  const picklists = data.picklists.filter(({ key, name }) => `${key}\n${name}`.toLowerCase().includes(like))
  const mappers = data.mappers.filter(({ key, picklist }) => `${key}\n${picklist ?? ''}`.toLowerCase().includes(like))
  useKeys({ '/': () => searchBox.current?.focus() })
  return (
    <>
      {data.picklists.length + data.mappers.length >= searchFrom ? (
        <div className={classes.toolbar}>
          <TextInput
            ref={searchBox}
            className={classes.search}
            type="search"
            aria-label={text.search}
            placeholder={text.search}
            leftSection={<IconSearch size={14} aria-hidden="true" />}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        </div>
      ) : null}
      {data.complete ? null : <p className={classes.note}>{text.incomplete}</p>}
      <section className={classes.section}>
        <h2>{text.picklists}</h2>
        {picklists.length > 0 ? (
          <PicklistTable rows={picklists} />
        ) : (
          <NothingHere
            title={like === '' ? text.none : text.noneFound}
            hint={like === '' ? text.noneHint : text.noneFoundHint}
          />
        )}
      </section>
      <section className={classes.section}>
        <h2>{text.mappers}</h2>
        {mappers.length > 0 ? (
          <MapperTable rows={mappers} />
        ) : (
          <NothingHere
            title={like === '' ? text.noMappers : text.noneFound}
            hint={like === '' ? text.noMappersHint : text.noneFoundHint}
          />
        )}
      </section>
    </>
  )
}
