import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { DraftField } from '../../data/drafts.ts'
import classes from './CellEditor.module.css'
import { text } from './text.ts'

/** Where to go when it is done: `all` gives the value to every row that had the same. */
export type Then = 'down' | 'right' | 'left' | 'stay' | 'all' | 'blur'

export interface CellEditorProps {
  readonly field: DraftField | undefined
  readonly text: string
  /** Begin with the list of values open. */
  readonly list: boolean
  readonly cell: () => HTMLElement | null
  readonly onDone: (text: string, then: Then) => void
  readonly onCancel: () => void
}

const mostShown = 200
const listPx = 240

/** A box over the cell. What is typed in it stays in it until it is done, so that the grid is not drawn with every key. */
export function CellEditor({ field, text: before, list, cell, onDone, onCancel }: CellEditorProps) {
  const [value, setValue] = useState(before)
  const [typed, setTyped] = useState(false)
  const [open, setOpen] = useState(list && field?.choices !== null)
  const [active, setActive] = useState(-1)
  // Where the cell is when it opens: the grid does not scroll below it.
  const [place] = useState(() => cell()?.getBoundingClientRect() ?? null)
  const input = useRef<HTMLInputElement>(null)
  const isOver = useRef(false)
  const choices = field?.choices ?? null
  const found = choices === null ? [] : choices.filter((one) => !typed || includes(one, value)).slice(0, mostShown)
  const isOpen = open && choices !== null

  useLayoutEffect(() => {
    const box = input.current
    if (!box || place === null) return
    box.focus({ preventScroll: true })
    box.setSelectionRange(before.length === 1 ? 1 : 0, before.length)
  }, [place, before])

  function done(words: string, then: Then): void {
    if (isOver.current) return
    isOver.current = true
    onDone(words, then)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const { key } = event
    const chosen = isOpen ? found[active] : undefined
    if (key === 'Enter' && (event.ctrlKey || event.metaKey)) done(chosen ?? value, 'all')
    else if (key === 'Enter') done(chosen ?? value, 'down')
    else if (key === 'Tab') done(chosen ?? value, event.shiftKey ? 'left' : 'right')
    else if (key === 'Escape' && isOpen && !list) setOpen(false)
    else if (key === 'Escape') {
      isOver.current = true
      onCancel()
    } else if (key === 'ArrowDown' && choices !== null) {
      setActive(isOpen ? Math.min(active + 1, found.length - 1) : 0)
      setOpen(true)
    } else if (key === 'ArrowUp' && isOpen) setActive(Math.max(active - 1, 0))
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  if (place === null) return null
  const below = place.bottom + listPx < window.innerHeight || place.top < listPx
  const optionId = (index: number) => `choice-${index}`
  return (
    <div className={classes.editor} style={{ top: place.top, left: place.left, width: Math.max(place.width, 160) }}>
      <input
        ref={input}
        className={classes.input}
        style={{ height: place.height }}
        value={value}
        aria-label={field?.label}
        spellCheck={false}
        autoComplete="off"
        {...(choices === null
          ? {}
          : {
              role: 'combobox',
              'aria-expanded': isOpen,
              'aria-controls': 'grid-choices',
              'aria-autocomplete': 'list' as const,
              'aria-activedescendant': isOpen && active >= 0 ? optionId(active) : undefined,
            })}
        onChange={(event) => {
          setValue(event.currentTarget.value)
          setTyped(true)
          setActive(-1)
          setOpen(choices !== null)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => done(value, 'blur')}
      />
      {isOpen ? (
        <ul
          id="grid-choices"
          role="listbox"
          aria-label={text.choices(field?.label ?? '')}
          className={classes.list}
          style={below ? { top: place.height } : { bottom: place.height }}
        >
          {found.map((one, index) => (
            <li
              key={one}
              id={optionId(index)}
              role="option"
              aria-selected={index === active}
              ref={index === active ? (item) => item?.scrollIntoView({ block: 'nearest' }) : undefined}
              // Before the box loses the focus, which would end it.
              onMouseDown={(event) => {
                event.preventDefault()
                event.stopPropagation()
                done(one, 'down')
              }}
            >
              {one}
            </li>
          ))}
          {found.length === 0 ? <li className={classes.none}>{text.noChoice}</li> : null}
        </ul>
      ) : null}
    </div>
  )
}

function includes(value: string, typed: string): boolean {
  return value.toLowerCase().includes(typed.trim().toLowerCase())
}
