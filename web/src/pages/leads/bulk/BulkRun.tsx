import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isEnded, type Job } from '../../../data/jobs.ts'
import { useJob } from '../../../data/useJob.ts'
import { JobControls } from '../../jobs/JobControls.tsx'
import { JobProgress } from '../../jobs/JobProgress.tsx'
import { JobReasons } from '../../jobs/JobReasons.tsx'
import { text as jobText } from '../../jobs/text.ts'
import { TriedLeads } from '../../jobs/TriedLeads.tsx'
import { useSelectLeads } from '../../jobs/useSelectLeads.ts'
import classes from './BulkRun.module.css'
import { text } from './text.ts'

export interface BulkRunProps {
  /** As it was made. */
  readonly job: Job
  /** Told as it comes further. */
  readonly onJob: (job: Job) => void
  readonly onClose: () => void
}

/** The job in the window that made it, until it has ended. */
export function BulkRun({ job: made, onJob, onClose }: BulkRunProps) {
  const { data: job = made } = useJob(made.id)
  const queryClient = useQueryClient()
  const select = useSelectLeads(made.id)
  const ended = isEnded(job)
  const { action } = made
  useEffect(() => {
    onJob(job)
  }, [job, onJob])
  useEffect(() => {
    if (!ended) return
    // Rows stay where they are while they are read again, which erased leads must not.
    if (action === 'delete') void queryClient.resetQueries({ queryKey: ['leads'] })
    else void queryClient.invalidateQueries({ queryKey: ['leads'] })
    void queryClient.invalidateQueries({ queryKey: ['leadTotals'] })
    void queryClient.invalidateQueries({ queryKey: ['lead'] })
  }, [ended, action, queryClient])
  return (
    <div className={classes.run}>
      <JobProgress job={job} />
      <TriedLeads job={job} />
      {ended ? <JobReasons job={job} /> : job.waitsForGo ? null : <p className="soft">{text.goesOn}</p>}
      <div className={classes.buttons}>
        {/* The button that had the focus has gone with the form. */}
        <Button autoFocus variant="default" onClick={onClose}>
          {ended ? text.close : text.closeRunning}
        </Button>
        <JobControls job={job} />
        {ended && job.cancelled > 0 ? (
          <Button
            variant="default"
            loading={select.isPending}
            onClick={() => select.mutate({ state: 'cancelled' }, { onSuccess: onClose })}
          >
            {jobText.selectRemaining(job.cancelled)}
          </Button>
        ) : null}
        <Link to="/jobs/$id" params={{ id: job.id }} className="link">
          {text.openJob(job.id)}
        </Link>
      </div>
    </div>
  )
}
