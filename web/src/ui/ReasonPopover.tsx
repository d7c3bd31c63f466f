import { Popover } from '@mantine/core'
import { useId, useRef, useState, type ReactNode } from 'react'
import classes from './ReasonPopover.module.css'

/** A pointer that only crosses the row opens nothing; one on its way into the popover does not close it. */
const openDelayMs = 100
const closeDelayMs = 140

export interface ReasonPopoverProps {
  /** What stands in the row; it is the button's name as well. */
  readonly children: ReactNode
  /** What opens on hover, focus and click. */
  readonly detail: ReactNode
}

/**
 * The reason behind a short word: opens on hover and on focus, can be hovered itself, and Esc closes it without moving the
 * focus (WCAG 1.4.13). A click pins it, so that its text can be selected.
 */
export function ReasonPopover({ children, detail }: ReasonPopoverProps) {
  const [shown, setShown] = useState(false)
  const [pinned, setPinned] = useState(false)
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const id = useId()
  const show = (now: boolean, delayMs: number) => {
    clearTimeout(waiting.current)
    waiting.current = setTimeout(() => setShown(now), delayMs)
  }
  const enter = () => show(true, openDelayMs)
  const leave = () => show(false, closeDelayMs)
  const close = () => {
    clearTimeout(waiting.current)
    setShown(false)
    setPinned(false)
  }
  return (
    <Popover
      opened={shown || pinned}
      onChange={(open) => !open && close()}
      position="bottom-start"
      width={340}
      withinPortal
      trapFocus={false}
      returnFocus={false}
      withRoles={false}
      offset={4}
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.target}
          aria-expanded={shown || pinned}
          aria-controls={shown || pinned ? id : undefined}
          onMouseEnter={enter}
          onMouseLeave={leave}
          onFocus={enter}
          onBlur={leave}
          onClick={(event) => {
            event.stopPropagation()
            setPinned(!pinned)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !(shown || pinned)) return
            event.stopPropagation()
            close()
          }}
        >
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown id={id} className={classes.detail} onMouseEnter={enter} onMouseLeave={leave}>
        {detail}
      </Popover.Dropdown>
    </Popover>
  )
}
