import { useRef } from 'react'
import classes from './LeadTable.module.css'
import { narrowestPx, widestPx } from './useColumnWidths.ts'

const stepPx = 16

export interface ResizeHandleProps {
  readonly label: string
  readonly widthPx: number
  /** Null: back to the width it began with. */
  readonly onResize: (widthPx: number | null) => void
}

/** The edge of a column: dragged, or moved with the arrow keys; a double click or Home takes it back. */
export function ResizeHandle({ label, widthPx, onResize }: ResizeHandleProps) {
  const drag = useRef<{ readonly x: number; readonly widthPx: number } | null>(null)
  const shownPx = (element: HTMLElement) => element.closest('th')?.getBoundingClientRect().width ?? widthPx
  return (
    <span
      className={classes.resize}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuemin={narrowestPx}
      aria-valuemax={widestPx}
      aria-valuenow={Math.round(widthPx)}
      onDoubleClick={() => onResize(null)}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, widthPx: shownPx(event.currentTarget) }
      }}
      onPointerMove={(event) => {
        if (drag.current) onResize(drag.current.widthPx + event.clientX - drag.current.x)
      }}
      onPointerUp={() => {
        drag.current = null
      }}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowRight' ? stepPx : event.key === 'ArrowLeft' ? -stepPx : 0
        if (by === 0 && event.key !== 'Home') return
        event.preventDefault()
        event.stopPropagation()
        onResize(by === 0 ? null : shownPx(event.currentTarget) + by)
      }}
    />
  )
}
