import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'
import type { DraftRow } from '../../data/drafts.ts'
import { isConflict, isTyped, ownText } from './cells.ts'
import classes from './FixGrid.module.css'
import { problemOf, rowProblem } from './problems.ts'
import { text } from './text.ts'
import type { FixGrid } from './useFixGrid.ts'

export interface CellLineProps {
  readonly grid: FixGrid
  readonly id: string
  /** Something was done here whose button may be gone. */
  readonly onDone: () => void
}

/** What there is to say about the active cell, always in the same place. */
export function CellLine({ grid, id, onDone }: CellLineProps) {
  const { rows, fields, range, commands, readOnly, dispatch, edit } = grid
  const row = rows[range.head.row]
  const field = fields[range.head.column - 1]
  if (!row) return <div id={id} className={classes.line} />
  const problem = field ? problemOf(row, field.key) : null
  const keys = fields.map(({ key }) => key)
  const received = field ? row.received[field.key] : undefined
  const isChanged = field !== undefined && isTyped(row, field.key)
  return (
    <div className={classes.line}>
      <div id={id} className={classes.words} data-severity={problem?.severity}>
        {problem ? (
          <>
            {problem.severity === 'error' ? (
              <IconCircleX size={15} aria-hidden="true" />
            ) : (
              <IconAlertTriangle size={15} aria-hidden="true" />
            )}
            <span className="unseen">{problem.severity === 'error' ? text.error : text.warning}: </span>
            <span>{problem.message}</span>
          </>
        ) : (
          <RowWords row={row} keys={keys} />
        )}
        {isChanged && field ? <span className="soft">{text.was(ownText(row, field.key))}</span> : null}
        {received !== undefined && !isChanged ? <span className="soft">{text.received(received)}</span> : null}
        {row.kept ? <span className="soft">{text.kept}</span> : null}
        {row.editing.length > 0 ? <span className={classes.editing}>{text.editing(row.editing)}</span> : null}
        {isConflict(row) ? <span className={classes.rowWords}>{text.conflict(row.currentRevision)}</span> : null}
      </div>
      {problem && !readOnly
        ? problem.suggestions.map((suggestion, place) => (
            <Button
              key={suggestion}
              size="compact-sm"
              variant="default"
              title={place === 0 ? 'Alt Enter' : undefined}
              onClick={() => {
                commands.type(range.head, suggestion)
                onDone()
              }}
            >
              {text.take(suggestion)}
            </Button>
          ))
        : null}
      {isConflict(row) && !readOnly ? (
        <>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              dispatch({ kind: 'accept', id: row.id })
              onDone()
            }}
          >
            {text.keepMine}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              edit(Object.keys(row.changes).map((key) => ({ id: row.id, key, from: row.changes[key], to: undefined })))
              onDone()
            }}
          >
            {text.takeTheirs}
          </Button>
        </>
      ) : null}
    </div>
  )
}

/** What is wrong with the row where the active cell is well. */
function RowWords({ row, keys }: { readonly row: DraftRow; readonly keys: readonly string[] }) {
  const problem = isConflict(row) ? null : rowProblem(row, keys)
  if (problem !== null) return <span className={classes.rowWords}>{problem}</span>
  const other = keys.flatMap((key) => problemOf(row, key) ?? [])[0]
  return <span className="faint">{other ? text.elsewhere(other.message) : text.noProblem}</span>
}
