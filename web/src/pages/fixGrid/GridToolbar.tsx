import { ActionIcon, Button, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowNarrowDown,
  IconArrowNarrowUp,
  IconBan,
  IconReplace,
  IconX,
} from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import { cellText } from './cells.ts'
import classes from './FixGrid.module.css'
import type { ShowWish } from './shownRows.ts'
import { text } from './text.ts'
import type { FixGrid } from './useFixGrid.ts'

const toggles = [
  ['problemRows', text.problemRows],
  ['problemColumns', text.problemColumns],
  ['changedRows', text.changedRows],
] as const satisfies readonly (readonly [keyof ShowWish, string])[]

export interface GridToolbarProps {
  readonly wish: ShowWish
  /** Of the field whose value is looked for. */
  readonly valueLabel: string
  readonly readOnly: boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** There is an active row, it is kept, and one of its cells is active. */
  readonly hasRow: boolean
  readonly isKept: boolean
  readonly hasCell: boolean
  readonly act: FixGrid['act']
  readonly onReplace: () => void
}

/** Not drawn again with every move of the active cell, unless that changes what can be done. */
export const GridToolbar = memo(function GridToolbar(props: GridToolbarProps) {
  const { wish, readOnly, isKept, act, onReplace } = props
  return (
    <div className={classes.toolbar} role="group" aria-label={text.toolbar}>
      <Tool
        label={text.undo}
        keys="Ctrl Z"
        disabled={!props.canUndo}
        onClick={() => act((grid) => grid.dispatch({ kind: 'undo' }))}
      >
        <IconArrowBackUp size={16} />
      </Tool>
      <Tool
        label={text.redo}
        keys="Ctrl Shift Z"
        disabled={!props.canRedo}
        onClick={() => act((grid) => grid.dispatch({ kind: 'redo' }))}
      >
        <IconArrowForwardUp size={16} />
      </Tool>
      <Tool label={text.previousProblem} keys="Shift F8" onClick={() => act((grid) => grid.commands.problem(-1))}>
        <IconArrowNarrowUp size={16} />
      </Tool>
      <Tool label={text.nextProblem} keys="F8" onClick={() => act((grid) => grid.commands.problem(1))}>
        <IconArrowNarrowDown size={16} />
      </Tool>
      <Tool
        label={isKept ? text.unkeep : text.keep}
        keys="K"
        disabled={readOnly || !props.hasRow}
        pressed={isKept}
        onClick={() => act((grid) => grid.commands.keep())}
      >
        <IconBan size={16} />
      </Tool>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconReplace size={14} aria-hidden="true" />}
        disabled={readOnly}
        title="Ctrl H"
        onClick={onReplace}
      >
        {text.findReplace}
      </Button>
      <span className={classes.gap} />
      {toggles.map(([name, label]) => (
        <button
          key={name}
          type="button"
          className={classes.toggle}
          aria-pressed={wish[name]}
          onClick={() => act((grid) => grid.show({ ...wish, [name]: !wish[name] }))}
        >
          {label}
        </button>
      ))}
      {wish.value ? (
        <button
          type="button"
          className={classes.toggle}
          aria-pressed
          onClick={() => act((grid) => grid.show({ ...wish, value: null }))}
        >
          {text.onlyValueIs(props.valueLabel, wish.value.text)}
          <IconX size={12} aria-hidden="true" />
          <span className="unseen">, {text.clearValue}</span>
        </button>
      ) : (
        <button
          type="button"
          className={classes.toggle}
          aria-pressed={false}
          disabled={!props.hasCell}
          onClick={() => act(showValue)}
        >
          {text.onlyValue}
        </button>
      )}
    </div>
  )
})

/** Only rows with the value of the active cell. */
function showValue({ rows, fields, range, wish, show }: FixGrid): void {
  const row = rows[range.head.row]
  const field = fields[range.head.column - 1]
  if (row && field) show({ ...wish, value: { key: field.key, text: cellText(row, field.key) } })
}

interface ToolProps {
  readonly label: string
  readonly keys: string
  readonly disabled?: boolean
  readonly pressed?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

function Tool({ label, keys, disabled = false, pressed, onClick, children }: ToolProps) {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon
        variant={pressed ? 'light' : 'subtle'}
        color="gray"
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
