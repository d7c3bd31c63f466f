import { Link } from '@tanstack/react-router'
import { assertNever } from '../../ui/assertNever.ts'
import type { QuickCure } from './quickCure.ts'
import classes from './Resolve.module.css'
import type { CauseSearch } from './resolveSearch.ts'

export interface QuickLinkProps {
  readonly quick: QuickCure
  readonly causeId: string
  readonly title: string
  readonly span: Pick<CauseSearch, 'date'>
}

export function QuickLink({ quick, causeId, title, span }: QuickLinkProps) {
  const label = (
    <>
      {quick.label}
      <span className="unseen">: {title}</span>
    </>
  )
  switch (quick.kind) {
    case 'cure':
      return (
        <Link
          to="/resolve/$cause"
          params={{ cause: causeId }}
          search={{ ...span, ...quick.search }}
          className={classes.quickLink}
        >
          {label}
        </Link>
      )
    case 'grid':
      return (
        <Link to="/resolve/grid" search={{ cause: causeId }} className={classes.quickLink}>
          {label}
        </Link>
      )
    case 'rule':
      return (
        <Link
          to="/leads/$id"
          params={{ id: quick.leadId }}
          search={{ tab: 'dispatches' }}
          className={classes.quickLink}
        >
          {label}
        </Link>
      )
    default:
      return assertNever(quick)
  }
}
