import { IconAlertTriangle, IconBan, IconCheck, IconCircleX, IconLoader2, IconUser } from '@tabler/icons-react'
import { memo } from 'react'
import type { DraftField, DraftRow } from '../../data/drafts.ts'
import { cellText, isConflict, isTyped } from './cells.ts'
import { columnWidthPx, idWidthPx } from './columnWidth.ts'
import classes from './Grid.module.css'
import { problemOf } from './problems.ts'
import { text } from './text.ts'

export interface GridRowProps {
  readonly row: DraftRow
  readonly fields: readonly DraftField[]
  readonly index: number
  readonly topPx: number
  readonly heightPx: number
  /** The active column, and the marked ones; -1: none. */
  readonly active: number
  readonly from: number
  readonly to: number
  readonly lineId: string
}

/** Drawn again only when something in it has changed: ten thousand rows feel every needless one. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, fields, index, topPx, heightPx, active, from, to, lineId } = props
  const attributes = (column: number) => ({
    id: `cell-${index}-${column}`,
    'data-place': `${index} ${column}`,
    'data-active': active === column || undefined,
    'data-marked': (column >= from && column <= to) || undefined,
    'aria-colindex': column + 1,
    'aria-selected': active === column || (column >= from && column <= to),
    ...(active === column ? { 'aria-describedby': lineId } : {}),
  })
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      style={{ top: topPx, height: heightPx }}
      data-lead={row.id}
      data-state={row.kept ? 'kept' : row.verdict.state}
    >
      <div role="rowheader" className={classes.idCell} style={{ width: idWidthPx }} {...attributes(0)}>
        <RowMark row={row} />
        <span className="mono">{row.id}</span>
        {row.editing.length > 0 ? (
          <span title={text.editing(row.editing)} className={classes.other}>
            <IconUser size={13} aria-hidden="true" />
            <span className="unseen">{text.editing(row.editing)}</span>
          </span>
        ) : null}
      </div>
      {fields.map((field, place) => (
        <Cell key={field.key} row={row} field={field} attributes={attributes(place + 1)} />
      ))}
    </div>
  )
})

function Cell({ row, field, attributes }: { row: DraftRow; field: DraftField; attributes: object }) {
  const { key, computed } = field
  const problem = problemOf(row, key)
  const value = cellText(row, key)
  return (
    <div
      role="gridcell"
      className={classes.cell}
      style={{ width: columnWidthPx(field) }}
      data-field={key}
      data-problem={problem?.severity}
      data-changed={isTyped(row, key) || undefined}
      aria-invalid={problem?.severity === 'error' ? true : undefined}
      aria-readonly={computed || undefined}
      {...attributes}
    >
      {problem ? <ProblemMark severity={problem.severity} /> : null}
      <span className={classes.value} data-empty={value === '' || undefined}>
        {value}
      </span>
      {isTyped(row, key) ? <span className="unseen">, {text.changed}</span> : null}
    </div>
  )
}

function ProblemMark({ severity }: { severity: 'error' | 'warning' }) {
  const Icon = severity === 'error' ? IconCircleX : IconAlertTriangle
  return (
    <span className={classes.mark}>
      <Icon size={14} aria-hidden="true" />
      <span className="unseen">{severity === 'error' ? text.error : text.warning}: </span>
    </span>
  )
}

function RowMark({ row }: { row: DraftRow }) {
  const { Icon, words, tone } = rowMark(row)
  return (
    <span className={classes.rowMark} data-tone={tone} title={words}>
      <Icon size={14} aria-hidden="true" />
      <span className="unseen">{words}: </span>
    </span>
  )
}

function rowMark(row: DraftRow) {
  if (row.kept) return { Icon: IconBan, words: text.kept, tone: 'neutral' }
  if (isConflict(row)) return { Icon: IconAlertTriangle, words: text.problem, tone: 'warn' }
  if (row.verdict.state === 'ready') return { Icon: IconCheck, words: text.ready, tone: 'good' }
  if (row.verdict.state === 'unchecked') return { Icon: IconLoader2, words: text.unchecked, tone: 'neutral' }
  return { Icon: IconCircleX, words: text.problem, tone: row.verdict.state === 'refused' ? 'bad' : 'warn' }
}
