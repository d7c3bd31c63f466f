import { Link } from '@tanstack/react-router'
import type { Cause } from '../../data/causes.ts'
import { assertNever } from '../../ui/assertNever.ts'
import { Time } from '../../ui/Time.tsx'
import { cureWords } from './causeWords.ts'
import { text } from './text.ts'

type Said = NonNullable<Cause['said']>

/** What somebody has said or done about a cause: "Solved by Jo, 498 leads · Add a synonym · 22 Nov". */
export function SaidLine({ said }: { said: Said }) {
  const { cure, at, reason, jobId } = said
  return (
    <>
      {sentence(said)}
      {cure === null ? null : ` · ${cureWords[cure]}`} · <Time at={at} />
      {reason === null ? null : ` · “${reason}”`}
      {jobId === null ? null : (
        <>
          {' · '}
          <Link to="/jobs/$id" params={{ id: jobId }} className="link">
            {text.openJob(jobId)}
          </Link>
        </>
      )}
    </>
  )
}

function sentence({ state, actor, leads }: Said): string {
  const who = actor.replace(/^(user|key) /, '')
  switch (state) {
    case 'resolved':
      return text.solvedBy(who, leads)
    case 'acknowledged':
      return text.acknowledgedBy(who)
    case 'kept':
      return text.keptBy(who)
    case 'open':
      return text.states.open
    default:
      return assertNever(state)
  }
}
