import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { formatCount } from '../../format/count.ts'
import type { CountPart, CountRow } from './countRows.ts'
import classes from './CountSum.module.css'
import { shareOf } from './shareOf.ts'
import { text } from './text.ts'

/** A total and its parts as a sum that can be checked by eye. Each number opens its leads. */
export function CountSum({ row: { title, total, parts } }: { row: CountRow }) {
  return (
    <section className={classes.sum} aria-label={title}>
      <h2>{title}</h2>
      <div className={classes.terms}>
        <Term part={total} whole={null} />
        {parts.map((part, index) => (
          <Fragment key={part.label}>
            <span className={classes.sign}>
              <span aria-hidden="true">{index === 0 ? '=' : '+'}</span>
              <span className="unseen">{index === 0 ? text.equals : text.plus}</span>
            </span>
            <Term part={part} whole={total.count} />
          </Fragment>
        ))}
      </div>
      <div className={classes.bar} aria-hidden="true">
        {parts.map(({ label, count, tone }) =>
          count === 0 ? null : <span key={label} data-tone={tone} style={{ flexGrow: count }} />,
        )}
      </div>
    </section>
  )
}

function Term({ part, whole }: { part: CountPart; whole: number | null }) {
  const { label, count, search, tone, meaning } = part
  const share = whole === null ? null : shareOf(count, whole)
  return (
    <span className={classes.term} data-tone={whole === null ? undefined : tone} data-none={count === 0 || undefined}>
      {search === null ? (
        <span className={classes.value} title={meaning}>
          {formatCount(count)}
        </span>
      ) : (
        <Link to="/leads" search={search} className={classes.value} aria-label={text.showPart(count, label)}>
          {formatCount(count)}
        </Link>
      )}
      <span className={classes.label} title={meaning}>
        {label}
      </span>
      {share === null ? null : <span className={classes.share}>{share}</span>}
    </span>
  )
}
