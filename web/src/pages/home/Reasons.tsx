import { Link } from '@tanstack/react-router'
import type { Home } from '../../data/home.ts'
import { formatCount } from '../../format/count.ts'
import { codeWords } from '../leads/codeWords.ts'
import { countedLeads } from './countedLeads.ts'
import classes from './Reasons.module.css'
import { text } from './text.ts'

/** Why leads of today stand rejected, each reason with its leads behind it. */
export function Reasons({ home }: { home: Home }) {
  const { reasons } = home
  const most = Math.max(1, ...reasons.map(({ leads }) => leads))
  if (reasons.length === 0) return <p className={classes.none}>{text.reasonsNone}</p>
  return (
    <ul className={classes.reasons}>
      {reasons.map(({ code, leads }) => (
        <li key={code}>
          <Link to="/leads" search={countedLeads('today', { status: 'rejected', code })} className={classes.reason}>
            <span>{codeWords[code]}</span>
            <span className={classes.count}>
              {formatCount(leads)}
              <span className="unseen"> {leads === 1 ? text.lead : text.leads}</span>
            </span>
            <span className={classes.bar} style={{ width: `${(leads / most) * 100}%` }} aria-hidden="true" />
          </Link>
        </li>
      ))}
    </ul>
  )
}
