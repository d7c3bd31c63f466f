import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import type { DraftRow } from './draft.ts'
import { text } from './text.ts'
import type { PicklistEditor } from './usePicklistEditor.ts'
import { ValueRow } from './ValueRow.tsx'
import classes from './ValueTable.module.css'

const rowPx = 44
/** On a narrow screen a row is a card of three lines. */
const cardPx = 156

export interface ValueTableProps {
  readonly editor: PicklistEditor
  readonly rows: readonly DraftRow[]
  /** Not all rows are shown: then the order cannot be changed. */
  readonly isPart: boolean
  /** How often each value came; null while that is not known. */
  readonly leads: ReadonlyMap<string, number> | null
  readonly mayEdit: boolean
  /** The row to be written in at once. */
  readonly focused: number | null
  readonly onFocused: () => void
}

/** Only the rows in sight are on the page; a screen reader is told of all of them. */
export function ValueTable({ editor, rows, isPart, leads, mayEdit, focused, onFocused }: ValueTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const isNarrow = useMediaQuery('(max-width: 700px)') ?? false
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isNarrow ? cardPx : rowPx),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
  })
  useEffect(() => virtual.measure(), [virtual, isNarrow])
  const places = useMemo(() => new Map(editor.draft.rows.map(({ id }, index) => [id, index + 1])), [editor.draft.rows])
  const stored = useMemo(() => new Set(editor.base.values.map(({ value }) => value)), [editor.base])

  useEffect(() => {
    const index = focused === null ? -1 : rows.findIndex(({ id }) => id === focused)
    if (index < 0) return undefined
    virtual.scrollToIndex(index, { align: 'center' })
    // The row is on the page one frame after the table has scrolled to it.
    const frame = requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLInputElement>(`[data-value="${focused}"]`)?.focus()
      onFocused()
    })
    return () => cancelAnimationFrame(frame)
  }, [focused, rows, virtual, onFocused])

  const shown = virtual.getVirtualItems()
  const above = shown[0]?.start ?? 0
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  return (
    <div ref={scroller} className={classes.scroll} tabIndex={0} role="group" aria-label={text.tabs.values}>
      <table className={classes.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={classes.place}>
              <span className="unseen">Row</span>
            </th>
            <th scope="col">{text.value}</th>
            <th scope="col">{text.label}</th>
            <th scope="col">
              {text.synonyms} <span className="faint">{text.synonymsHint}</span>
            </th>
            <th scope="col" className={classes.usage}>
              {text.usage}
            </th>
            <th scope="col" className={classes.tools}>
              <span className="unseen">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <Gap height={above} />
          {shown.map(({ index }) => {
            const row = rows[index]
            if (!row) return null
            return (
              <ValueRow
                key={row.id}
                row={row}
                rowIndex={index + 2}
                place={places.get(row.id) ?? index + 1}
                count={editor.draft.rows.length}
                isStored={stored.has(row.value)}
                isLocked={editor.base.locked}
                isPart={isPart}
                leads={leads === null ? null : (leads.get(row.value) ?? 0)}
                problem={editor.problems.get(row.id) ?? null}
                mayEdit={mayEdit}
                onChange={editor.change}
              />
            )
          })}
          <Gap height={below} />
        </tbody>
      </table>
    </div>
  )
}

function Gap({ height }: { height: number }) {
  return height > 0 ? (
    <tr aria-hidden="true" className={classes.gap}>
      <td colSpan={6} style={{ height }} />
    </tr>
  ) : null
}
