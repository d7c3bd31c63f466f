import { useEffect, useRef, type RefObject } from 'react'
import { singleKeysAreOn } from './singleKeys.ts'

/**
 * Handlers by key: "j", "/", "?", "Escape", two keys one after the other: "g l", or with modifiers: "Ctrl+a" (⌘ on a Mac),
 * "Shift+ArrowDown". `false`: the key was not used.
 */
export type KeyHandlers = Readonly<Record<string, () => boolean | void>>

const chordMs = 1200

/** Of everything on the screen that listens, innermost first. */
const listening: RefObject<KeyHandlers>[] = []
let pending: { readonly key: string; readonly at: number } | null = null

/** Keys never fire while something is being typed or behind an open dialog. */
export function useKeys(handlers: KeyHandlers): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    if (listening.push(latest) === 1) document.addEventListener('keydown', listen)
    return () => {
      listening.splice(listening.indexOf(latest), 1)
      if (listening.length === 0) document.removeEventListener('keydown', listen)
    }
  }, [])
}

/** Two keys that belong together win over the second one alone: in the list, K after G is not "previous lead". */
function listen(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || isBusy(event.target)) return
  const key = keyOf(event)
  // Letters and signs can be switched off, for people whose speech or hand would fire them by accident (WCAG 2.1.4).
  if (key.length === 1 && !singleKeysAreOn()) return
  const before = pending && event.timeStamp - pending.at < chordMs ? pending.key : null
  pending = { key, at: event.timeStamp }
  for (const name of before === null ? [key] : [`${before} ${key}`, key]) {
    for (const { current } of listening) {
      const handler = current[name]
      if (!handler || handler() === false) continue
      pending = null
      event.preventDefault()
      return
    }
  }
}

function keyOf(event: KeyboardEvent): string {
  const { key, shiftKey } = event
  const shifted = shiftKey && (key.length > 1 || event.ctrlKey || event.metaKey) ? 'Shift+' : ''
  if (event.ctrlKey || event.metaKey) return `Ctrl+${shifted}${key.toLowerCase()}`
  return `${shifted}${key}`
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"][aria-modal="true"]')) return true
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="menu"], [role="listbox"]') || target.isContentEditable) return true
  // A box that is ticked is no place to type.
  const input = target.closest('input, textarea, select')
  return input !== null && !(input instanceof HTMLInputElement && input.type === 'checkbox')
}
