import { Link } from '@tanstack/react-router'
import type { Cause } from '../../data/causes.ts'
import classes from './Resolve.module.css'
import type { CauseSearch } from './resolveSearch.ts'
import { text } from './text.ts'

/** The newest leads of the cause, and the way to all of them in the list. */
export function CauseExamples({ cause, span }: { cause: Cause; span: Pick<CauseSearch, 'date'> }) {
  const isRefusal = cause.kind === 'destination'
  return (
    <div>
      <h3>{text.examples}</h3>
      <ul className={classes.examples}>
        {cause.examples.map(({ leadId, value, message }) => (
          <li key={leadId}>
            <Link
              to="/leads/$id"
              params={{ id: leadId }}
              search={isRefusal ? { tab: 'dispatches' } : {}}
              className="link mono"
            >
              {leadId}
            </Link>
            {value === cause.value ? null : <span>{value === null || value === '' ? message : value}</span>}
          </li>
        ))}
      </ul>
      <Link to="/leads" search={{ cause: cause.id, ...span }} className="link">
        {text.allLeads(cause.count)}
      </Link>
    </div>
  )
}
