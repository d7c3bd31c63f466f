import { useEffect, useRef, type RefObject } from 'react'

/** Handlers by key: "j", "/", "?", "Escape", or two keys one after the other: "g l". `false`: the key was not used. */
export type KeyHandlers = Readonly<Record<string, () => boolean | void>>

const chordMs = 1200

/** Of everything on the screen that listens, innermost first. */
const listening: RefObject<KeyHandlers>[] = []
let pending: { readonly key: string; readonly at: number } | null = null

/** Single keys never fire while something is being typed, with a modifier held, or behind an open dialog. */
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
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return
  const before = pending && event.timeStamp - pending.at < chordMs ? pending.key : null
  pending = { key: event.key, at: event.timeStamp }
  for (const key of before === null ? [event.key] : [`${before} ${event.key}`, event.key]) {
    for (const { current } of listening) {
      const handler = current[key]
      if (!handler || handler() === false) continue
      pending = null
      event.preventDefault()
      return
    }
  }
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"][aria-modal="true"]')) return true
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select, [role="menu"], [role="listbox"]') !== null
}
