import { formatCount } from '../../format/count.ts'
import type { Job } from '../../data/jobs.ts'
import classes from './JobBar.module.css'
import { partsOf } from './jobWords.ts'
import { text } from './text.ts'

type Counts = Pick<Job, 'id' | 'total' | 'done' | 'succeeded' | 'failed' | 'leftOut' | 'cancelled'>

/** How far a job is, one part for each thing that can come of a lead. `legend`: with the counts in words below. */
export function JobBar({ job, legend = false }: { job: Counts; legend?: boolean }) {
  const parts = partsOf(job)
  const settled = job.done + job.cancelled
  return (
    <div className={classes.progress}>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label={`${text.progress}, ${text.job(job.id)}`}
        aria-valuemin={0}
        aria-valuemax={Math.max(1, job.total)}
        aria-valuenow={settled}
        aria-valuetext={text.of(settled, job.total)}
      >
        {parts.map((part) =>
          part.count === 0 || part.name === 'waiting' ? null : (
            <span key={part.name} data-part={part.name} style={{ flexGrow: part.count }} />
          ),
        )}
        <span data-part="waiting" style={{ flexGrow: Math.max(0, job.total - settled) }} />
      </div>
      {legend ? (
        <ul className={classes.legend}>
          {parts.map((part) => (
            <li key={part.name} data-part={part.name} data-none={part.count === 0 || undefined}>
              <strong>{formatCount(part.count)}</strong> {part.label}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
