import { isEnded, type Job } from '../../data/jobs.ts'
import { formatCount } from '../../format/count.ts'
import { duration } from '../../format/time.ts'
import { Pill } from '../../ui/Pill.tsx'
import { aboutDuration } from './aboutDuration.ts'
import { JobBar } from './JobBar.tsx'
import { jobDurationMs } from './jobDuration.ts'
import { JobPill } from './JobPill.tsx'
import classes from './JobProgress.module.css'
import { outcomeLabel } from './jobWords.ts'
import { text } from './text.ts'

/** How far a job is, how fast it goes, how long it will still take, and what came of its leads. */
export function JobProgress({ job }: { job: Job }) {
  const outcomes = Object.entries(job.outcomes).toSorted(([, a], [, b]) => b - a)
  const tookMs = isEnded(job) ? jobDurationMs(job, new Date()) : null
  return (
    <div className={classes.progress}>
      <p className={classes.line} role="status">
        <JobPill state={job.state} />
        <span className="tabular">{text.of(job.done, job.total)}</span>
        <span className="soft tabular">
          {[
            job.rate === null ? null : text.rate(job.rate),
            job.etaSeconds === null || job.state !== 'running' ? null : text.left(aboutDuration(job.etaSeconds)),
            tookMs === null ? null : text.took(duration(tookMs)),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </p>
      {job.total === 0 ? <p className={classes.note}>{text.noLeads}</p> : <JobBar job={job} legend />}
      {job.reason === null ? null : <p className={classes.reason}>{job.reason}</p>}
      {outcomes.length === 0 ? null : (
        <ul className={classes.outcomes} aria-label={text.outcomes}>
          {outcomes.map(([outcome, count]) => (
            <li key={outcome} data-outcome={outcome}>
              <Pill tone="neutral">
                {outcomeLabel(outcome)} {formatCount(count)}
              </Pill>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
