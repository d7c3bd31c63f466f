import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { failedRowsPath, importQuery, isBusy } from '../../data/imports.ts'
import { isEnded, type Job } from '../../data/jobs.ts'
import { useJob } from '../../data/useJob.ts'
import { JobControls } from '../jobs/JobControls.tsx'
import { JobProgress } from '../jobs/JobProgress.tsx'
import { JobReasons } from '../jobs/JobReasons.tsx'
import type { StepProps } from './ImportPage.tsx'
import classes from './ImportPage.module.css'
import { RowTable } from './RowTable.tsx'
import { StillRejected } from './StillRejected.tsx'
import { text } from './text.ts'

/** How far it is, what came of its rows, and where to go on from there. */
export function ResultStep({ of, search, onSearch }: StepProps) {
  const { jobId, undoJob } = of
  const show = (rows: typeof search.rows) => onSearch({ step: 'result', ...(rows === undefined ? {} : { rows }) }, true)
  return (
    <section className={classes.step} aria-label={text.steps.result}>
      {undoJob === null ? null : <JobPart jobId={undoJob.id} of={of} title={text.undoing} />}
      {jobId === null ? null : <JobPart jobId={jobId} of={of} />}
      {jobId === null || isBusy(of) || !isAboutLeads(of) ? null : (
        <StillRejected jobId={jobId} campaign={of.campaign} />
      )}
      <Ways of={of} onFailed={() => show('failed')} />
      <RowTable of={of} rows={search.rows} onAll={() => show(undefined)} />
    </section>
  )
}

function JobPart({ jobId, of, title }: { jobId: string; title?: string } & Pick<StepProps, 'of'>) {
  const { data: job } = useJob(jobId)
  const queryClient = useQueryClient()
  const ended = job !== undefined && isEnded(job)
  const { id } = of
  const isStale = ended && isBusy(of)
  useEffect(() => {
    if (isStale) void queryClient.invalidateQueries({ queryKey: importQuery(id).queryKey })
  }, [isStale, id, queryClient])
  if (!job) return null
  return (
    <div className={classes.step}>
      {title === undefined ? null : <h2>{title}</h2>}
      <JobProgress job={job} />
      {ended ? <EachReason job={job} /> : <p className="soft">{text.running}</p>}
      <div className={classes.buttons}>
        {/* What was taken out again is not tried anew. */}
        {of.undoJob === null || of.undoJob.id === jobId ? <JobControls job={job} /> : null}
        <Link to="/jobs/$id" params={{ id: jobId }} className="link">
          {text.openJob(jobId)}
        </Link>
      </div>
    </div>
  )
}

function Ways({ of, onFailed }: Pick<StepProps, 'of'> & { onFailed: () => void }) {
  const { progress, jobId, id, file, state } = of
  if (jobId === null || progress === null || isBusy(of)) return null
  const failing = progress.failed + progress.leftOut
  return (
    <div className={classes.buttons}>
      {failing === 0 || !file.kept || state === 'undone' ? null : (
        <>
          <Button
            variant="default"
            component="a"
            href={failedRowsPath(id)}
            download
            leftSection={<IconDownload size={15} />}
          >
            {text.failing(failing)}
          </Button>
          <Button variant="default" onClick={onFailed}>
            {text.showFailing}
          </Button>
        </>
      )}
      <Link to="/leads" search={{ job: jobId }} className="link">
        {text.itsLeads}
      </Link>
    </div>
  )
}

/** In full they differ from lead to lead, so there can be many. */
function EachReason({ job }: { job: Job }) {
  if (job.failed + job.leftOut === 0) return null
  return (
    <details className={classes.each}>
      <summary>{text.eachReason}</summary>
      <JobReasons job={job} />
    </details>
  )
}

function isAboutLeads({ purpose, state }: StepProps['of']): boolean {
  return (purpose === 'leads' || purpose === 'resolve') && state !== 'undone'
}
