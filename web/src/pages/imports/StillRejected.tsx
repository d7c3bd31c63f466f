import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { valuesQuery } from '../../data/leads.ts'
import { formatCount } from '../../format/count.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { codeWords, isCode } from '../leads/codeWords.ts'
import classes from './ImportPage.module.css'
import { text } from './text.ts'

/** Why leads of the file stand rejected now, each reason with its leads behind it. */
export function StillRejected({ jobId, campaign }: { jobId: string; campaign: string | null }) {
  const search = { job: jobId, status: 'rejected' } as const
  const reasons = useQuery(valuesQuery('code', search))
  if (reasons.error) {
    return <ProblemNotice what={text.stillWrongFailed} error={reasons.error} onRetry={() => void reasons.refetch()} />
  }
  if (!reasons.data || reasons.data.length === 0) return null
  return (
    <section aria-label={text.stillWrong}>
      <h3>{text.stillWrong}</h3>
      <ul className={classes.odd}>
        {reasons.data.map(({ value, count }) => (
          <li key={value}>
            <strong className="tabular">{formatCount(count)}</strong>{' '}
            <Link to="/leads" search={{ ...search, code: value }} className="link">
              {isCode(value) ? codeWords[value] : value}
            </Link>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/resolve" search={campaign === null ? {} : { campaign }} className="link">
          {text.causes}
        </Link>
      </p>
    </section>
  )
}
