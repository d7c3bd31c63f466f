import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { triedItemsQuery, type Job } from '../../data/jobs.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { ItemPill } from './JobPill.tsx'
import { outcomeLabel } from './jobWords.ts'
import { text } from './text.ts'
import classes from './TriedLeads.module.css'

/** What came of the leads that were to be tried first, while the others wait for a word. */
export function TriedLeads({ job }: { job: Job }) {
  const tried = useQuery({ ...triedItemsQuery(job.id), enabled: job.waitsForGo })
  if (!job.waitsForGo) return null
  const { data: items = [], error } = tried
  return (
    <section className={classes.tried} aria-label={text.tried(job.succeeded + job.failed)}>
      <h2>{text.tried(job.succeeded + job.failed)}</h2>
      {error ? <ProblemNotice what={text.itemsFailed} error={error} onRetry={() => void tried.refetch()} /> : null}
      <ul>
        {items.map((item) => (
          <li key={item.place} data-tried={item.leadId}>
            {item.leadId === null ? null : (
              <Link to="/leads/$id" params={{ id: item.leadId }} className="link mono">
                {item.leadId}
              </Link>
            )}
            <ItemPill state={item.state} />
            <span>
              {[item.outcome === null ? null : outcomeLabel(item.outcome), item.reason].filter(Boolean).join(': ')}
            </span>
          </li>
        ))}
      </ul>
      <p role="status">{text.triedMeaning(job.total - job.done)}</p>
    </section>
  )
}
