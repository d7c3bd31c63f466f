import { IconChevronLeft, IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Pill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import classes from './ListPage.module.css'
import { text } from './text.ts'

export interface ListHeadProps {
  /** "Picklist" or "Mapper". */
  readonly kind: string
  readonly name: string
  readonly document: {
    readonly key: string
    readonly version: number
    readonly updatedAt: string
    readonly updatedBy: string
  }
  readonly locked?: boolean
}

export function ListHead({ kind, name, document, locked = false }: ListHeadProps) {
  return (
    <header className={classes.head}>
      <Link to="/lists" className={classes.back}>
        <IconChevronLeft size={14} aria-hidden="true" />
        {text.title}
      </Link>
      <div className={classes.headLine}>
        <h1 className={classes.title}>{name}</h1>
        {name === document.key ? null : <code className="mono faint">{document.key}</code>}
        {locked ? (
          <Pill tone="warn">
            <IconLock size={11} aria-hidden="true" /> {text.locked}
          </Pill>
        ) : null}
      </div>
      <p className={classes.stamp}>
        {kind} · {text.version(document.version)} · <Time at={document.updatedAt} /> · {document.updatedBy}
      </p>
    </header>
  )
}
