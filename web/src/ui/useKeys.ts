import { useEffect, useRef } from 'react'

/** Handlers by key: "j", "/", "?", "Escape", or two keys one after the other: "g l". `false`: the key was not used. */
export type KeyHandlers = Readonly<Record<string, () => boolean | void>>

const chordMs = 1200

/** Single keys never fire while something is being typed, with a modifier held, or behind an open dialog. */
export function useKeys(handlers: KeyHandlers): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    let pending: { readonly key: string; readonly at: number } | null = null
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return
      const chord = pending && event.timeStamp - pending.at < chordMs ? `${pending.key} ${event.key}` : null
      pending = { key: event.key, at: event.timeStamp }
      const handler = (chord !== null ? latest.current[chord] : undefined) ?? latest.current[event.key]
      if (!handler) return
      if (handler() === false) return
      pending = null
      event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"][aria-modal="true"]')) return true
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select, [role="menu"], [role="listbox"]') !== null
}
