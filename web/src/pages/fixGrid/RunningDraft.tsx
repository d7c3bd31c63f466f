import { Alert } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isEnded } from '../../data/jobs.ts'
import { useJob } from '../../data/useJob.ts'
import { JobProgress } from '../jobs/JobProgress.tsx'
import classes from './FixGrid.module.css'
import { text } from './text.ts'

/** The draft's job while it runs; the draft is read again when it has ended. */
export function RunningDraft({ jobId, onEnded }: { readonly jobId: string; readonly onEnded: () => void }) {
  const { data: job } = useJob(jobId)
  const ended = job !== undefined && isEnded(job)
  useEffect(() => {
    if (ended) onEnded()
  }, [ended, onEnded])
  return (
    <Alert color="blue" variant="light" className={classes.notice}>
      {text.running}{' '}
      <Link to="/jobs/$id" params={{ id: jobId }} className="link">
        {text.watch}
      </Link>
      {job ? <JobProgress job={job} /> : null}
    </Alert>
  )
}
