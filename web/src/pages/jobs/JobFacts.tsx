import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Job } from '../../data/jobs.ts'
import { useZone } from '../../data/useZone.ts'
import { Time } from '../../ui/Time.tsx'
import classes from './JobFacts.module.css'
import { optionLines } from './optionLines.ts'
import { selectionWords } from './selectionWords.ts'
import { text } from './text.ts'

/** Who asked for what, about which leads, and when. */
export function JobFacts({ job }: { job: Job }) {
  const zone = useZone()
  return (
    <section aria-label={text.whatWasAsked}>
      <dl className={classes.facts}>
        <Fact label={text.whichLeads}>
          {selectionWords(job.selection, zone)}
          {job.total === 0 ? null : (
            <>
              {' · '}
              <Link to="/leads" search={{ job: job.id }} className="link">
                {text.showLeads}
              </Link>
            </>
          )}
        </Fact>
        {optionLines(job.options).map(({ label, value }) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
        {job.undoes === null ? null : <JobFact label={text.undoes} id={job.undoes} />}
        {job.undoneBy === null ? null : <JobFact label={text.undoneBy} id={job.undoneBy} />}
        <Fact label={text.who}>{job.actor}</Fact>
        <Fact label={text.made}>
          <Time at={job.createdAt} />
        </Fact>
        <Fact label={text.began}>{job.startedAt === null ? text.notYet : <Time at={job.startedAt} />}</Fact>
        <Fact label={text.ended}>{job.finishedAt === null ? text.notYet : <Time at={job.finishedAt} />}</Fact>
      </dl>
    </section>
  )
}

function JobFact({ label, id }: { label: string; id: string }) {
  return (
    <Fact label={label}>
      <Link to="/jobs/$id" params={{ id }} className="link">
        {text.job(id)}
      </Link>
    </Fact>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
