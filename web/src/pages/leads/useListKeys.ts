import type { RefObject } from 'react'
import { useKeys } from '../../ui/useKeys.ts'

export interface ListKeys {
  readonly results: RefObject<HTMLElement | null>
  readonly peeked: string | null
  readonly onPeek: (id: string | null) => void
  readonly onSearch: () => void
  readonly onFilter: () => void
  readonly onShowNew: () => void
  readonly onDensity: () => void
}

/** J and K move the real focus over the ID links, so that Enter, a screen reader and the eye agree on the row. */
export function useListKeys(list: ListKeys): void {
  const move = (by: 1 | -1) => {
    const links = linksOf(list.results.current)
    const at = links.findIndex((link) => link.closest('[data-lead]')?.contains(document.activeElement))
    const next = links[at === -1 ? (by === 1 ? 0 : links.length - 1) : at + by]
    if (!next) return
    next.focus({ preventScroll: true })
    next.closest('[data-lead]')?.scrollIntoView({ block: 'nearest' })
    if (list.peeked !== null) list.onPeek(next.dataset['leadLink'] ?? null)
  }
  const focused = () =>
    linksOf(list.results.current).find((link) => link === document.activeElement)?.dataset['leadLink'] ?? null
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ' ': () => {
      const id = focused()
      if (id !== null) list.onPeek(id)
      // The key keeps its usual meaning where no lead has the focus.
      return id !== null
    },
    '/': list.onSearch,
    f: list.onFilter,
    '.': list.onShowNew,
    d: list.onDensity,
    Escape: () => {
      if (list.peeked !== null) list.onPeek(null)
      return list.peeked !== null
    },
  })
}

function linksOf(results: HTMLElement | null): HTMLElement[] {
  return results ? [...results.querySelectorAll<HTMLElement>('[data-lead-link]')] : []
}
