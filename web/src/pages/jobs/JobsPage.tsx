import { Button, Select, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { jobsQuery } from '../../data/jobs.ts'
import { useJobListInterval } from '../../data/useJob.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import page from '../../ui/page.module.css'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { JobTable } from './JobTable.tsx'
import classes from './JobsPage.module.css'
import type { JobsSearch } from './jobSearch.ts'
import { jobStates, knownActions } from './jobWords.ts'
import { text } from './text.ts'

const states = Object.entries(jobStates).map(([value, { word }]) => ({ value, label: word }))

export function JobsPage() {
  usePageTitle(text.title)
  const search = useSearch({ from: '/signedIn/jobs' })
  const navigate = useNavigate()
  const refetchInterval = useJobListInterval()
  const jobs = useInfiniteQuery({ ...jobsQuery(search), refetchInterval })
  const rows = jobs.data?.pages.flatMap((one) => one.jobs) ?? []
  const change = (next: JobsSearch) => void navigate({ to: '/jobs', search: next })
  const { state: _state, ...withoutState } = search
  const { action: _action, ...withoutAction } = search
  return (
    <div className={page.page}>
      <div className={page.bar}>
        <h1 className={page.title}>{text.title}</h1>
        <div className={classes.filters}>
          <Select
            aria-label={text.state}
            placeholder={text.anyState}
            clearable
            data={states}
            value={search.state ?? null}
            onChange={(state) => change(state === null ? withoutState : { ...search, state })}
          />
          <Select
            aria-label={text.action}
            placeholder={text.anyAction}
            clearable
            data={[...knownActions]}
            value={search.action ?? null}
            onChange={(action) => change(action === null ? withoutAction : { ...search, action })}
          />
        </div>
      </div>
      <p className={page.lead}>{text.lead}</p>
      {jobs.error ? (
        <ProblemNotice what={text.failed} error={jobs.error} onRetry={() => void jobs.refetch()} />
      ) : jobs.isPending ? (
        <Skeleton h={200} />
      ) : rows.length === 0 ? (
        Object.keys(search).length > 0 ? (
          <NothingHere title={text.noneFiltered} hint={text.noneFilteredHint} />
        ) : (
          <NothingHere title={text.none} hint={text.noneHint} />
        )
      ) : (
        <JobTable jobs={rows} />
      )}
      {jobs.hasNextPage ? (
        <Button mt={12} variant="default" loading={jobs.isFetchingNextPage} onClick={() => void jobs.fetchNextPage()}>
          {text.more}
        </Button>
      ) : null}
    </div>
  )
}
