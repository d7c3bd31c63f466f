import { Link } from '@tanstack/react-router'
import { useOpenJobs } from '../../data/useJob.ts'
import { formatCount } from '../../format/count.ts'
import classes from './JobsLink.module.css'
import { text } from './text.ts'

/** The way to the job centre, with how many jobs run right now. */
export function JobsLink({ className }: { className: string | undefined }) {
  const running = useOpenJobs()?.filter(({ state }) => state !== 'paused').length ?? 0
  return (
    <Link to="/jobs" className={className}>
      {text.title}
      {running > 0 ? (
        <span className={classes.count} title={text.running(running)}>
          <span aria-hidden="true">{formatCount(running)}</span>
          <span className="unseen">, {text.running(running)}</span>
        </span>
      ) : null}
    </Link>
  )
}
