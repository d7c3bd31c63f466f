import { useEffect } from 'react'

/** Ctrl+K, and ⌘K on a Mac, where Ctrl+K cuts to the end of a line and is left alone. Works while typing as well. */
export function usePaletteKey(onOpen: () => void): void {
  useEffect(() => {
    const isMac = /mac/i.test(navigator.platform)
    const listen = (event: KeyboardEvent) => {
      const held = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
      if (!held || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      onOpen()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [onOpen])
}
