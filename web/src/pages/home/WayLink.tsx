import { Link } from '@tanstack/react-router'
import { PathLink } from '../../app/PathLink.tsx'
import { assertNever } from '../../ui/assertNever.ts'
import classes from './NeedList.module.css'
import type { Way } from './needView.ts'

export function WayLink({ way, about }: { way: Way; about: string }) {
  const label = (
    <>
      {way.label}
      <span className="unseen">: {about}</span>
    </>
  )
  switch (way.kind) {
    case 'leads':
      return (
        <Link to="/leads" search={way.search} className={classes.way}>
          {label}
        </Link>
      )
    case 'lead':
      return (
        <Link to="/leads/$id" params={{ id: way.id }} className={classes.way}>
          {label}
        </Link>
      )
    case 'job':
      return (
        <Link to="/jobs/$id" params={{ id: way.id }} className={classes.way}>
          {label}
        </Link>
      )
    case 'path':
      return (
        <PathLink path={way.path} className={classes.way}>
          {label}
        </PathLink>
      )
    default:
      return assertNever(way)
  }
}
