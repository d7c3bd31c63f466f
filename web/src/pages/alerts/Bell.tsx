import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconBell } from '@tabler/icons-react'
import { alertCountsQuery } from '../../data/alerts.ts'
import { formatCount } from '../../format/count.ts'
import classes from './Bell.module.css'
import { text } from './text.ts'

/** The way to the alerts, with how many of them nobody looks after. */
export function Bell() {
  const { data: counts } = useQuery(alertCountsQuery)
  const count = counts?.unacknowledged ?? 0
  return (
    <Link to="/alerts" className={classes.bell} aria-label={text.bell(count)} title={text.bell(count)}>
      <IconBell size={17} stroke={1.75} aria-hidden="true" />
      {count > 0 ? (
        <span className={classes.count} aria-hidden="true">
          {count > 99 ? '99+' : formatCount(count)}
        </span>
      ) : null}
    </Link>
  )
}
