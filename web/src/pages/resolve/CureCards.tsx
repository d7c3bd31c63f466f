import { IconChevronDown, IconChevronRight, IconPencil, IconTable } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useId, useState, type ReactNode } from 'react'
import type { Cause, CauseParameters, CureKind } from '../../data/causes.ts'
import type { Job } from '../../data/jobs.ts'
import { cureWords, isUnrecognised } from './causeWords.ts'
import { CureForm } from './CureForm.tsx'
import { CureRun } from './CureRun.tsx'
import classes from './CausePage.module.css'
import { quickCure } from './quickCure.ts'
import type { CauseSearch } from './resolveSearch.ts'
import { text } from './text.ts'

export interface CureCardsProps {
  readonly cause: Cause
  readonly span: CauseParameters
  readonly search: CauseSearch
  readonly onChoose: (cure: CureKind | null) => void
}

/** One card for each cure; the one that is open says what it would do. After it was run: what came of it. */
export function CureCards({ cause, span, search, onChoose }: CureCardsProps) {
  const [job, setJob] = useState<Job | null>(null)
  if (job !== null) return <CureRun job={job} cause={cause} onAgain={() => setJob(null)} />
  if (cause.count === 0) return null
  const quick = quickCure(cause)
  const offered = quick?.kind === 'cure' ? quick.search.cure : undefined
  const open = cause.cures.find((kind) => kind === search.cure) ?? (search.cure === undefined ? offered : undefined)
  return (
    <section className={classes.cures} aria-label={text.cures}>
      <h2>{text.cures}</h2>
      {isUnrecognised(cause) && cause.examples[0] ? (
        <Link
          to="/leads/$id"
          params={{ id: cause.examples[0].leadId }}
          search={{ tab: 'dispatches' }}
          className={classes.elsewhere}
        >
          <IconPencil size={16} aria-hidden="true" />
          <span>
            <strong>{text.rule}</strong> {text.ruleMeaning}
          </span>
        </Link>
      ) : null}
      {cause.cures.map((kind) => (
        <Card
          key={kind}
          title={kind === 'none' && cause.kind === 'destination' ? 'Send again' : cureWords[kind]}
          meaning={meaningOf(cause, kind)}
          isOpen={kind === open}
          onToggle={() => onChoose(kind === open ? null : kind)}
        >
          <CureForm cause={cause} kind={kind} span={span} to={kind === open ? search.to : undefined} onRun={setJob} />
        </Card>
      ))}
      {cause.field === null && cause.kind === 'check' ? null : (
        <Link to="/resolve/grid" search={{ cause: cause.id }} className={classes.elsewhere}>
          <IconTable size={16} aria-hidden="true" />
          <span>
            <strong>{text.grid}</strong> {text.gridMeaning}
          </span>
        </Link>
      )}
    </section>
  )
}

function meaningOf(cause: Cause, kind: CureKind): string {
  const isRefusal = cause.kind === 'destination'
  if (kind === 'skip') return text.skipMeaning(text.checkNames[cause.skip ?? ''] ?? '')
  if (kind === 'setValue') return isRefusal ? text.meanings.setValueBuyer : text.meanings.setValue
  if (kind === 'none') return isRefusal ? text.meanings.noneBuyer : text.meanings.none
  return text.meanings[kind]
}

interface CardProps {
  readonly title: string
  readonly meaning: string
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}

function Card({ title, meaning, isOpen, onToggle, children }: CardProps) {
  const id = useId()
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <div className={classes.card} data-open={isOpen || undefined}>
      <h3>
        <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
          <Chevron size={16} aria-hidden="true" />
          <span>
            <strong>{title}</strong> <span>{meaning}</span>
          </span>
        </button>
      </h3>
      <div id={id}>{isOpen ? children : null}</div>
    </div>
  )
}
