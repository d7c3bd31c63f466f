import { useVirtualizer, defaultRangeExtractor } from '@tanstack/react-virtual'
import { notifications } from '@mantine/notifications'
import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent, type MouseEvent } from 'react'
import { cellText } from './cells.ts'
import { CellEditor } from './CellEditor.tsx'
import { columnWidthPx, idWidthPx } from './columnWidth.ts'
import classes from './Grid.module.css'
import { GridHead } from './GridHead.tsx'
import { gridCommand, type GridCommand } from './gridKeys.ts'
import { GridRow } from './GridRow.tsx'
import { boxOf, isOneCell, type Place } from './range.ts'
import { text } from './text.ts'
import type { FixGrid } from './useFixGrid.ts'

const rowPx = 34
const headPx = 36

interface Editing {
  readonly place: Place
  /** What the box begins with. */
  readonly text: string
  readonly list: boolean
}

export interface GridProps {
  readonly grid: FixGrid
  readonly id: string
  /** Of the line that says what is wrong with the active cell. */
  readonly lineId: string
  readonly onReplace: () => void
}

/** Rows × fields. The grid itself has the focus and points at its active cell, so that rows may come and go while it scrolls. */
export function Grid({ grid, id, lineId, onReplace }: GridProps) {
  const { rows, fields, range, commands, readOnly } = grid
  const { head } = range
  const scroller = useRef<HTMLDivElement>(null)
  const mayLeave = useRef(false)
  const wasActive = useRef(false)
  const [editing, setEditing] = useState<Editing | null>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    scrollPaddingStart: headPx,
    paddingStart: headPx,
    getItemKey: (index) => rows[index]?.id ?? index,
    // The active row stays, so that what the grid points at is always there.
    rangeExtractor: (seen) => {
      const shown = defaultRangeExtractor(seen)
      return head.row < 0 || shown.includes(head.row) ? shown : [...shown, head.row].toSorted((a, b) => a - b)
    },
  })

  const { scrollToIndex } = virtual
  useEffect(() => {
    if (head.row < 0) return
    scrollToIndex(head.row, { align: 'auto' })
    showColumn(scroller.current, head.column, fields.slice(0, head.column).map(columnWidthPx))
  }, [head.row, head.column, fields, scrollToIndex])

  const box = boxOf(range)
  // One cell alone is marked by its frame.
  const several = !isOneCell(range)
  const widthPx = fields.reduce((sum, field) => sum + columnWidthPx(field), idWidthPx)

  function begin(place: Place, typed: string | null, list: boolean): void {
    const row = rows[place.row]
    const field = fields[place.column - 1]
    if (readOnly || !row || !field || field.computed) return
    setEditing({ place, text: typed ?? cellText(row, field.key), list })
  }

  function end(): void {
    setEditing(null)
    scroller.current?.focus({ preventScroll: true })
  }

  function run(command: GridCommand): void {
    switch (command.kind) {
      case 'move':
        grid.mark(command.to, command.extend)
        return
      case 'edit':
        begin(head, command.text, command.list)
        return
      case 'problem':
        commands.problem(command.step)
        return
      case 'undo':
      case 'redo':
        if (!readOnly) grid.dispatch({ kind: command.kind })
        return
      case 'fillDown':
      case 'empty':
      case 'take':
      case 'keep':
        commands[command.kind]()
        return
      case 'applyToAll':
        commands.applyToAll(head)
        return
      case 'selectAll':
        grid.markAll()
        return
      case 'replace':
        onReplace()
        return
      case 'leave':
        grid.mark(head, false)
        mayLeave.current = true
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== scroller.current || event.nativeEvent.isComposing) return
    const { key, shiftKey: shift, altKey: alt } = event
    if (key === 'Tab' && mayLeave.current) return
    mayLeave.current = false
    const pageRows = Math.max(1, Math.floor((scroller.current.clientHeight - headPx) / rowPx) - 1)
    const places = { range, most: { row: rows.length - 1, column: fields.length }, pageRows }
    const command = gridCommand({ key, shift, alt, ctrl: event.ctrlKey || event.metaKey }, places)
    if (!command) return
    event.preventDefault()
    run(command)
  }

  function onMouseDown(event: MouseEvent): void {
    const place = placeOf(event.target)
    if (!place || event.button !== 0) return
    event.preventDefault()
    scroller.current?.focus({ preventScroll: true })
    wasActive.current = place.row === head.row && place.column === head.column
    grid.mark(place, event.shiftKey)
  }

  function onMouseOver(event: MouseEvent): void {
    const place = event.buttons === 1 && !editing ? placeOf(event.target) : null
    if (place) grid.mark(place, true)
  }

  function onCopy(event: ClipboardEvent, cut: boolean): void {
    if (event.target instanceof HTMLInputElement) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', commands.copy())
    if (cut) commands.empty()
  }

  function onPaste(event: ClipboardEvent): void {
    if (event.target instanceof HTMLInputElement) return
    event.preventDefault()
    const changed = commands.paste(event.clipboardData.getData('text/plain'))
    notifications.show({ message: text.pasted(changed) })
  }

  return (
    <div
      ref={scroller}
      id={id}
      className={classes.grid}
      role="grid"
      tabIndex={0}
      aria-label={text.grid}
      aria-rowcount={rows.length + 1}
      aria-colcount={fields.length + 1}
      aria-multiselectable
      aria-readonly={readOnly}
      aria-activedescendant={rows.length > 0 ? cellId(head) : undefined}
      aria-describedby={lineId}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onMouseOver={onMouseOver}
      // A finger has no second button and no keys: the active cell is edited by touching it again.
      onClick={({ nativeEvent }) => {
        if (wasActive.current && nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch')
          begin(head, null, false)
      }}
      onDoubleClick={(event) => {
        const place = placeOf(event.target)
        if (place) begin(place, null, false)
      }}
      onCopy={(event) => onCopy(event, false)}
      onCut={(event) => onCopy(event, true)}
      onPaste={onPaste}
      // The box of a cell stands still: what was typed is taken before the cell moves away below it.
      onWheel={() => (editing ? scroller.current?.focus({ preventScroll: true }) : undefined)}
    >
      <div role="rowgroup" className={classes.rows} style={{ height: virtual.getTotalSize(), width: widthPx }}>
        <GridHead fields={fields} heightPx={headPx} />
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index]
          if (!row) return null
          const isMarked = several && index >= box.top && index <= box.bottom
          return (
            <GridRow
              key={key}
              row={row}
              fields={fields}
              index={index}
              topPx={start}
              heightPx={rowPx}
              active={index === head.row ? head.column : -1}
              from={isMarked ? box.left : -1}
              to={isMarked ? box.right : -1}
              lineId={lineId}
            />
          )
        })}
      </div>
      {editing ? (
        <CellEditor
          field={fields[editing.place.column - 1]}
          text={editing.text}
          list={editing.list}
          cell={() => document.getElementById(cellId(editing.place))}
          onCancel={end}
          onDone={(typed, then) => {
            if (then === 'all') commands.applyToAll(editing.place, typed)
            else commands.type(editing.place, typed)
            const { row, column } = editing.place
            if (then === 'down') grid.mark({ row: row + 1, column }, false)
            if (then === 'right' || then === 'left')
              grid.mark({ row, column: column + (then === 'right' ? 1 : -1) }, false)
            if (then === 'blur') setEditing(null)
            else end()
          }}
        />
      ) : null}
    </div>
  )
}

export function cellId({ row, column }: Place): string {
  return `cell-${row}-${column}`
}

function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null
  const [row, column] = cell?.dataset['place']?.split(' ').map(Number) ?? []
  return row === undefined || column === undefined ? null : { row, column }
}

/** The first column stands still: what is beside it must not be behind it. */
function showColumn(scroller: HTMLDivElement | null, column: number, before: readonly number[]): void {
  if (!scroller || column === 0) return
  const end = idWidthPx + before.reduce((sum, px) => sum + px, 0)
  const start = end - (before.at(-1) ?? 0)
  if (start - idWidthPx < scroller.scrollLeft) scroller.scrollLeft = start - idWidthPx
  else if (end > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = end - scroller.clientWidth
}
