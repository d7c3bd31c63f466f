import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { jobReasonsQuery, type Job, type JobItem, type JobReason } from '../../data/jobs.ts'
import { formatCount } from '../../format/count.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { ItemPill } from './JobPill.tsx'
import classes from './JobReasons.module.css'
import { outcomeLabel } from './jobWords.ts'
import { text } from './text.ts'
import { useSelectLeads } from './useSelectLeads.ts'

export interface ReasonChoice {
  readonly state: JobItem['state']
  readonly reason: string
}

export interface JobReasonsProps {
  readonly job: Job
  /** Shows the leads behind one; left out: they can only be selected in the list. */
  readonly onChoose?: (choice: ReasonChoice) => void
}

/** Why leads failed or were left out, each reason once, the most frequent first. */
export function JobReasons({ job, onChoose }: JobReasonsProps) {
  const some = job.failed + job.leftOut > 0
  const reasons = useQuery({ ...jobReasonsQuery(job), enabled: some })
  const select = useSelectLeads(job.id)
  if (!some) return null
  if (reasons.error) {
    return <ProblemNotice what={text.reasonsFailed} error={reasons.error} onRetry={() => void reasons.refetch()} />
  }
  if (!reasons.data) return <Skeleton h={60} />
  return (
    <section className={classes.reasons} aria-label={text.reasons}>
      <h2>{text.reasons}</h2>
      <ul>
        {reasons.data.reasons.map((one) => (
          <li key={keyOf(one)}>
            <span className={classes.count}>{formatCount(one.count)}</span>
            <ItemPill state={one.state} />
            <span className={classes.words}>
              <Words reason={one} onChoose={onChoose} />
            </span>
            <Button
              size="compact-sm"
              variant="default"
              disabled={select.isPending}
              aria-label={`${text.select(one.count)}: ${one.reason ?? text.noReason}`}
              onClick={() =>
                select.mutate({ state: one.state, ...(one.reason === null ? {} : { reason: one.reason }) })
              }
            >
              {text.select(one.count)}
            </Button>
          </li>
        ))}
      </ul>
      {reasons.data.more ? <p className="soft">{text.moreReasons}</p> : null}
    </section>
  )
}

function Words({ reason: one, onChoose }: { reason: JobReason; onChoose: JobReasonsProps['onChoose'] }) {
  const { reason, outcome, state } = one
  if (reason === null) return outcome === null ? text.noReason : outcomeLabel(outcome)
  if (!onChoose) return reason
  return (
    <button type="button" className={classes.choose} onClick={() => onChoose({ state, reason })}>
      {reason}
    </button>
  )
}

function keyOf({ state, outcome, reason }: JobReason): string {
  return [state, outcome, reason].join('\n')
}
