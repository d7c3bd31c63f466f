import { Button, Loader } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isEnded, jobItems, jobQuery, type Job } from '../../data/jobs.ts'
import { leadQuery } from '../../data/leads.ts'
import type { LeadDetail } from '../../data/leadTypes.ts'
import { StatePill } from '../../ui/Pill.tsx'
import classes from './RedeliverDialog.module.css'
import { text } from './text.ts'

/** What becomes of a lead's job, as it happens; closing the window stops nothing. */
export function JobProgress({ job: made, lead, onClose }: { job: Job; lead: LeadDetail; onClose: () => void }) {
  const { data: job = made } = useQuery(jobQuery(made.id))
  const queryClient = useQueryClient()
  const ended = isEnded(job)
  const items = useQuery({
    queryKey: ['jobs', made.id, 'items', ended],
    queryFn: () => jobItems(made.id),
    enabled: ended,
  })
  useEffect(() => {
    if (!ended) return
    void queryClient.invalidateQueries({ queryKey: leadQuery(lead.id).queryKey })
    void queryClient.invalidateQueries({ queryKey: ['leads'] })
  }, [ended, lead.id, queryClient])
  const item = items.data?.[0]
  const state = item?.outcome ?? null
  return (
    <div className={classes.progress} role="status" aria-live="polite">
      {ended ? (
        <>
          <p>{state === null ? text.jobEnded(job.state) : <StatePill kind="dispatch" state={state} />}</p>
          {item?.reason ? <p>{item.reason}</p> : job.reason ? <p>{job.reason}</p> : null}
        </>
      ) : (
        <p>
          <Loader size="xs" /> {job.startedAt === null ? text.queued : text.sending}
        </p>
      )}
      <p className="faint">
        {text.jobNumber}{' '}
        <Link to="/jobs/$id" params={{ id: job.id }} className="link mono">
          {job.id}
        </Link>
      </p>
      <Button data-autofocus onClick={onClose}>
        {ended ? text.done : text.closeWindow}
      </Button>
    </div>
  )
}
