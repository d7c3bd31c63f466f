import { IconExternalLink } from '@tabler/icons-react'
import type { JobPlan } from '../../../data/jobs.ts'
import { formatCount } from '../../../format/count.ts'
import classes from './PlanPane.module.css'
import { text } from './text.ts'

/** Why leads are left out, most frequent first; each count opens its leads beside this page, which keeps what was filled in. */
export function LeftOutList({ leftOut }: { leftOut: JobPlan['leftOut'] }) {
  return (
    <ul className={classes.leftOut}>
      {leftOut.map(({ reason, count, leads }) => (
        <li key={reason}>
          <a
            className="link"
            href={`/leads?q=${encodeURIComponent(listOf(leads))}`}
            target="_blank"
            rel="noreferrer"
            title={text.openLeftOut(count, leads.length)}
          >
            {formatCount(count)}
            <IconExternalLink size={12} aria-hidden="true" />
            <span className="unseen"> {text.openLeftOut(count, leads.length)}</span>
          </a>
          <span>{reason}</span>
        </li>
      ))}
    </ul>
  )
}

/** A list is read as whole ids, which a single number is not. */
function listOf(ids: readonly string[]): string {
  return (ids.length === 1 ? [...ids, ...ids] : ids).join(';')
}
