import { Link } from '@tanstack/react-router'
import type { Job } from '../../data/jobs.ts'
import { useZone } from '../../data/useZone.ts'
import { formatCount } from '../../format/count.ts'
import { zoneCity } from '../../format/time.ts'
import { Time } from '../../ui/Time.tsx'
import tables from '../../ui/tables.module.css'
import { JobBar } from './JobBar.tsx'
import { JobControls } from './JobControls.tsx'
import { JobPill } from './JobPill.tsx'
import classes from './JobsPage.module.css'
import { actionLabel } from './jobWords.ts'
import { text } from './text.ts'

export function JobTable({ jobs }: { jobs: readonly Job[] }) {
  const zone = zoneCity(useZone())
  return (
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={text.title}>
      <table className={`${tables.table} ${classes.jobs}`}>
        <thead>
          <tr>
            <th scope="col">Job</th>
            <th scope="col">By</th>
            <th scope="col">Made · {zone}</th>
            <th scope="col">State</th>
            <th scope="col">Progress</th>
            <th scope="col">
              <span className="unseen">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function JobRow({ job }: { job: Job }) {
  return (
    <tr data-job={job.id}>
      <th scope="row">
        <span className={classes.name}>
          <Link to="/jobs/$id" params={{ id: job.id }} className="link">
            {actionLabel(job.action)}
          </Link>
          <span className="faint">{text.job(job.id)}</span>
        </span>
      </th>
      <td>{job.actor}</td>
      <td>
        <Time at={job.createdAt} />
      </td>
      <td>
        <JobPill state={job.state} />
      </td>
      <td className={classes.barCell}>
        <JobBar job={job} />
        <span className="soft tabular">
          {text.of(job.done, job.total)}
          {job.failed > 0 ? ` · ${formatCount(job.failed)} failed` : ''}
          {job.leftOut > 0 ? ` · ${formatCount(job.leftOut)} left out` : ''}
        </span>
      </td>
      <td className={tables.number}>
        <JobControls job={job} compact />
      </td>
    </tr>
  )
}
