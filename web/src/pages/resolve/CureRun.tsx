import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Cause } from '../../data/causes.ts'
import { isEnded, type Job } from '../../data/jobs.ts'
import { useJob } from '../../data/useJob.ts'
import { JobControls } from '../jobs/JobControls.tsx'
import { JobProgress } from '../jobs/JobProgress.tsx'
import { JobReasons } from '../jobs/JobReasons.tsx'
import classes from './CausePage.module.css'
import { text } from './text.ts'

export interface CureRunProps {
  /** As it was made. */
  readonly job: Job
  readonly cause: Cause
  readonly onAgain: () => void
}

/** The cure at work, in the place where it was chosen: how far it is, what came of the leads, and what is left of the cause. */
export function CureRun({ job: made, cause, onAgain }: CureRunProps) {
  const { data: job = made } = useJob(made.id)
  const queryClient = useQueryClient()
  const hasEnded = isEnded(job)
  useEffect(() => {
    if (!hasEnded) return
    for (const queryKey of [['causes'], ['leads'], ['lead'], ['leadTotals'], ['home']]) {
      void queryClient.invalidateQueries({ queryKey })
    }
  }, [hasEnded, queryClient])
  return (
    <section className={classes.cures} aria-label={hasEnded ? text.done : text.started}>
      <h2>{hasEnded ? text.done : text.started}</h2>
      <div className={classes.run}>
        <JobProgress job={job} />
        {hasEnded ? <JobReasons job={job} /> : null}
        {hasEnded ? (
          <p role="status" data-testid="cause-left">
            {text.left(cause.count)}
          </p>
        ) : null}
        <div className={classes.buttons}>
          <Link to="/leads" search={{ job: job.id }} className="link">
            {text.acceptedLeads}
          </Link>
          <Link to="/jobs/$id" params={{ id: job.id }} className="link">
            {text.openJob(job.id)}
          </Link>
          <JobControls job={job} />
          {hasEnded && cause.count > 0 ? (
            <Button variant="default" onClick={onAgain}>
              {text.again}
            </Button>
          ) : null}
        </div>
      </div>
    </section>
  )
}
