import { Skeleton } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useJob } from '../../data/useJob.ts'
import page from '../../ui/page.module.css'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { JobControls } from './JobControls.tsx'
import { JobFacts } from './JobFacts.tsx'
import { JobItems } from './JobItems.tsx'
import classes from './JobPage.module.css'
import { JobProgress } from './JobProgress.tsx'
import { JobReasons } from './JobReasons.tsx'
import type { JobSearch } from './jobSearch.ts'
import { actionLabel } from './jobWords.ts'
import { text } from './text.ts'
import { TriedLeads } from './TriedLeads.tsx'

export function JobPage() {
  const { id } = useParams({ from: '/signedIn/jobs/$id' })
  const search = useSearch({ from: '/signedIn/jobs/$id' })
  const navigate = useNavigate()
  const { data: job, error, refetch } = useJob(id)
  usePageTitle(text.job(id))
  const show = (next: JobSearch) => void navigate({ to: '/jobs/$id', params: { id }, search: next, resetScroll: false })
  return (
    <div className={page.page}>
      <Link to="/jobs" className={classes.back}>
        <IconChevronLeft size={14} aria-hidden="true" />
        {text.back}
      </Link>
      {job ? (
        <div className={classes.parts}>
          <div className={page.bar}>
            <h1 className={page.title}>
              {actionLabel(job.action)} <span className="faint">· {text.job(id)}</span>
            </h1>
            <JobControls job={job} />
          </div>
          <JobProgress job={job} />
          <TriedLeads job={job} />
          <JobFacts job={job} />
          <JobReasons job={job} onChoose={show} />
          {job.total === 0 ? null : <JobItems job={job} search={search} onChange={show} />}
        </div>
      ) : error ? (
        <ProblemNotice what={text.oneFailed} error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton h={300} />
      )}
    </div>
  )
}
