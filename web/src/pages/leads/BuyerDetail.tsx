import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { leadQuery } from '../../data/leads.ts'
import type { LeadRow } from '../../data/leadTypes.ts'
import { stateView } from '../../ui/states.ts'
import { codeWords } from './codeWords.ts'
import classes from './Reason.module.css'
import { rawAnswer } from './rawAnswer.ts'
import { ReasonLine } from './ReasonLine.tsx'

/** Everything the list knows about why a lead is where it is. */
export function BuyerDetail({ lead }: { lead: LeadRow }) {
  // The list knows the reasons; the answers that they were read from are fetched when somebody looks.
  const { data: detail } = useQuery({ ...leadQuery(lead.id), enabled: lead.sold !== null && lead.buyers.length > 0 })
  if (lead.sold === null) return <DispositionDetail lead={lead} />
  if (lead.buyers.length === 0) {
    return <p className={classes.paragraph}>{lead.soldReason ?? stateView('sold', lead.sold).meaning}</p>
  }
  return (
    <ul className={classes.lines}>
      {lead.buyers.map((one) => (
        <ReasonLine
          key={one.delivery}
          name={one.buyer ?? one.delivery}
          note={one.buyer === null || one.buyer === one.delivery ? null : one.delivery}
          kind="dispatch"
          state={one.state}
          reason={one.reason}
          raw={detail ? rawAnswer(detail, one.delivery) : null}
        />
      ))}
    </ul>
  )
}

function DispositionDetail({ lead }: { lead: LeadRow }) {
  const { code, reason, failures } = lead.disposition
  return (
    <>
      {failures.length === 0 ? <p className={classes.paragraph}>{reason ?? codeWords[code]}</p> : null}
      <ul className={classes.lines}>
        {failures.map((failure) => (
          <li key={`${failure.code} ${failure.field} ${failure.message}`} className={classes.line}>
            <span>{failure.message}</span>
            {failure.suggestions.length > 0 ? (
              <span className={classes.suggestions}>Suggestions: {failure.suggestions.join(', ')}</span>
            ) : null}
          </li>
        ))}
      </ul>
      <span className={classes.code}>
        <code className="mono">{code}</code>{' '}
        <Link to="/leads" search={{ code }} className="link">
          Show all of these
        </Link>
      </span>
    </>
  )
}
