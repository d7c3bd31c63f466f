import { Button, Select, Skeleton } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { importsQuery } from '../../data/imports.ts'
import { setupKeysQuery } from '../../data/setup.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import page from '../../ui/page.module.css'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { useKeys } from '../../ui/useKeys.ts'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { parseImportsSearch } from './importSearch.ts'
import classes from './ImportsPage.module.css'
import { ImportTable } from './ImportTable.tsx'
import { importStates, purposes } from './importWords.ts'
import { text } from './text.ts'

const states = Object.entries(importStates).map(([value, { word }]) => ({ value, label: word }))
const purposeChoices = Object.entries(purposes).map(([value, { word }]) => ({ value, label: word }))

export function ImportsPage() {
  usePageTitle(text.title)
  const search = useSearch({ from: '/signedIn/imports' })
  const navigate = useNavigate()
  const mayOperate = useMayOperate()
  const imports = useInfiniteQuery(importsQuery(search))
  const { data: campaigns = [] } = useQuery(setupKeysQuery('campaigns'))
  const rows = imports.data?.pages.flatMap((one) => one.imports) ?? []
  const { campaign } = search
  const upload = () => void navigate({ to: '/imports/new', search: campaign === undefined ? {} : { campaign } })
  const change = (name: 'campaign' | 'purpose' | 'state', value: string | null) =>
    void navigate({ to: '/imports', search: parseImportsSearch({ ...search, [name]: value ?? undefined }) })
  useKeys({ u: () => (mayOperate ? upload() : false) })
  return (
    <div className={page.page}>
      <div className={page.bar}>
        <h1 className={page.title}>{text.title}</h1>
        <Button
          leftSection={<IconUpload size={15} />}
          disabled={!mayOperate}
          title={mayOperate ? undefined : text.mayNot}
          onClick={upload}
        >
          {text.upload}
        </Button>
      </div>
      <p className={page.lead}>{text.lead}</p>
      <div className={classes.filters}>
        <Select
          aria-label={text.campaign}
          placeholder={text.campaign}
          clearable
          searchable
          data={[...campaigns]}
          value={search.campaign ?? null}
          onChange={(value) => change('campaign', value)}
        />
        <Select
          aria-label={text.purpose}
          placeholder={text.anyPurpose}
          clearable
          data={purposeChoices}
          value={search.purpose ?? null}
          onChange={(value) => change('purpose', value)}
        />
        <Select
          aria-label={text.state}
          placeholder={text.anyState}
          clearable
          data={states}
          value={search.state ?? null}
          onChange={(value) => change('state', value)}
        />
      </div>
      {imports.error ? (
        <ProblemNotice what={text.failed} error={imports.error} onRetry={() => void imports.refetch()} />
      ) : imports.isPending ? (
        <Skeleton h={200} />
      ) : rows.length === 0 ? (
        Object.keys(search).length > 0 ? (
          <NothingHere title={text.noneFiltered} hint={text.noneFilteredHint} />
        ) : (
          <NothingHere title={text.none} hint={text.noneHint} />
        )
      ) : (
        <ImportTable imports={rows} />
      )}
      {imports.hasNextPage ? (
        <Button
          mt={12}
          variant="default"
          loading={imports.isFetchingNextPage}
          onClick={() => void imports.fetchNextPage()}
        >
          {text.more}
        </Button>
      ) : null}
    </div>
  )
}
