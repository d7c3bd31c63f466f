import { useRef } from 'react'

/** For windows that are taken away rather than closed: where the focus was when they opened, and its way back. */
export function useFocusBack(): { readonly remember: () => void; readonly goBack: () => void } {
  const from = useRef<Element | null>(null)
  return {
    remember() {
      from.current = document.activeElement
    },
    goBack() {
      const to = from.current
      // When the window is gone: until then it keeps the focus inside.
      if (to instanceof HTMLElement) requestAnimationFrame(() => to.focus({ preventScroll: true }))
    },
  }
}
