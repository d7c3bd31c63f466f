import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { importRowsQuery, type Import, type ImportRow, type RowFilter } from '../../data/imports.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import tables from '../../ui/tables.module.css'
import { outcomeLabel } from '../jobs/jobWords.ts'
import type { RowChoice } from './importSearch.ts'
import { ignoredEdits, verdicts, verdictWord } from './importWords.ts'
import classes from './RowTable.module.css'
import { text } from './text.ts'

export interface RowTableProps {
  readonly of: Import
  /** Left out: all rows. */
  readonly rows: RowChoice | undefined
  readonly onAll: () => void
}

/** Rows of the file with what they would do, or did: old and new value of each cell, and why nothing is done. */
export function RowTable({ of, rows, onAll }: RowTableProps) {
  const found = useInfiniteQuery(importRowsQuery(of.id, of.state, filterOf(rows)))
  const shown = found.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className={classes.rows} aria-label={text.rowsTitle}>
      <div className={classes.head}>
        <h3>{rows === undefined ? text.showAll : text.onlyRows(wordOf(rows))}</h3>
        {rows === undefined ? null : (
          <Button size="compact-sm" variant="default" onClick={onAll}>
            {text.showAll}
          </Button>
        )}
      </div>
      {found.error ? (
        <ProblemNotice what={text.rowsFailed} error={found.error} onRetry={() => void found.refetch()} />
      ) : found.isPending ? (
        <Skeleton h={160} />
      ) : shown.length === 0 ? (
        <NothingHere title={text.noRows} hint="" />
      ) : (
        <Table rows={shown} ran={of.jobId !== null} />
      )}
      {found.hasNextPage ? (
        <div>
          <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {text.more}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function filterOf(rows: RowChoice | undefined): RowFilter {
  if (rows === undefined) return {}
  if (rows === 'ignored') return { ignored: 'true' }
  if (rows === 'failed') return { failed: 'true' }
  return { verdict: rows }
}

function wordOf(rows: RowChoice): string {
  if (rows === 'failed') return text.failedRows
  return [...verdicts, ignoredEdits].find(({ of }) => of === rows)?.word ?? rows
}

function Table({ rows, ran }: { rows: readonly ImportRow[]; ran: boolean }) {
  return (
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={text.rowsTitle}>
      <table className={`${tables.table} ${classes.table}`}>
        <thead>
          <tr>
            <th scope="col">{text.row}</th>
            <th scope="col">{text.lead_}</th>
            <th scope="col">{ran ? text.outcome : text.verdict}</th>
            {ran ? null : <th scope="col">{text.changes}</th>}
            <th scope="col">{text.why}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.row} row={row} ran={ran} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** `ran`: what a row changed is told by its lead's revisions; here it would be compared with the lead as it is now. */
function Row({ row, ran }: { row: ImportRow; ran: boolean }) {
  const { leadId, verdict, outcome, reason } = row
  return (
    <tr data-row={row.row} data-verdict={verdict}>
      <th scope="row" className="tabular">
        {row.row}
      </th>
      <td className={classes.lead}>
        {leadId === null ? (
          <span className="faint">–</span>
        ) : verdict === 'unknownId' ? (
          <span className="mono">{leadId}</span>
        ) : (
          <Link to="/leads/$id" params={{ id: leadId }} className="link mono">
            {leadId}
          </Link>
        )}
      </td>
      <td>{outcome === null ? verdictWord(verdict) : outcomeLabel(outcome)}</td>
      {ran ? null : (
        <td>
          <Changes row={row} />
        </td>
      )}
      <td>{reason ?? <span className="faint">–</span>}</td>
    </tr>
  )
}

function Changes({ row: { changes, ignored, verdict } }: { row: ImportRow }) {
  if (changes.length + ignored.length === 0) return <span className="faint">–</span>
  return (
    <ul className={classes.changes} data-new={verdict === 'create' || undefined}>
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          <span className="soft">{field}</span> <Change from={from} to={to} isNew={verdict === 'create'} />
        </li>
      ))}
      {ignored.map(({ column, from, to }) => (
        <li key={column}>
          <span className="soft">{column}</span> <Change from={from} to={to} isNew={false} />{' '}
          <span className={classes.ignored}>{text.ignoredEdit}</span>
        </li>
      ))}
    </ul>
  )
}

function Change({ from, to, isNew }: { from: string; to: string; isNew: boolean }) {
  return (
    <>
      {isNew ? null : (
        <>
          <del>{from === '' ? text.cleared : from}</del> <span aria-hidden="true">→</span>{' '}
        </>
      )}
      <ins>{to === '' ? text.cleared : to}</ins>
    </>
  )
}
