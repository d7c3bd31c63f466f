import type { RefObject } from 'react'
import { useKeys } from '../../ui/useKeys.ts'
import type { BulkAction } from './bulk/draft.ts'

export interface ListKeys {
  readonly results: RefObject<HTMLElement | null>
  readonly peeked: string | null
  readonly hasSelection: boolean
  readonly onPeek: (id: string | null) => void
  readonly onSearch: () => void
  readonly onFilter: () => void
  readonly onLastChip: () => boolean
  readonly onShowNew: () => void
  readonly onDensity: () => void
  readonly onColumns: () => void
  readonly onViews: () => void
  readonly onSaveView: () => void
  readonly onCopyLink: () => void
  readonly onCopyId: (id: string) => void
  readonly onEdit: (id: string) => void
  readonly onRedeliver: (id: string) => void
  readonly onEditThenGoOn: (id: string) => void
  readonly onCopyCurl: (id: string) => void
  /** For the lead that has the focus, where none are chosen. */
  readonly onFunction: (action: BulkAction, id: string) => void
  readonly onSelect: (id: string, range: boolean) => void
  readonly onSelectPage: () => void
  readonly onSelectAll: () => void
  readonly onClearSelection: () => void
}

/** J and K move the real focus over the ID links, so that Enter, a screen reader and the eye agree on the row. */
export function useListKeys(list: ListKeys): void {
  const links = () => linksOf(list.results.current)
  const place = (all: readonly HTMLElement[]) =>
    all.findIndex((link) => link.closest('[data-lead]')?.contains(document.activeElement))
  const goTo = (link: HTMLElement | undefined): string | null => {
    if (!link) return null
    link.focus({ preventScroll: true })
    link.closest('[data-lead]')?.scrollIntoView({ block: 'nearest' })
    const id = link.dataset['leadLink'] ?? null
    if (list.peeked !== null && id !== null && id !== list.peeked) list.onPeek(id)
    return id
  }
  const move = (by: number): string | null => {
    const all = links()
    const at = place(all)
    if (at === -1) return goTo(by > 0 ? all[0] : all.at(-1))
    return goTo(all[Math.min(all.length - 1, Math.max(0, at + by))])
  }
  /** Arrows scroll the page until a lead has the focus. */
  const step = (by: number): boolean => {
    if (place(links()) === -1) return false
    move(by)
    return true
  }
  const extend = (by: number): boolean => {
    const from = focused()
    if (from === null) return false
    const to = move(by)
    if (to !== null && to !== from) list.onSelect(to, true)
    return true
  }
  const focused = (): string | null => {
    const link = links()[place(links())]
    return link?.dataset['leadLink'] ?? null
  }
  const withFocused = (act: (id: string) => void) => (): boolean => {
    const id = focused()
    if (id !== null) act(id)
    return id !== null
  }
  const ofFocused = (action: BulkAction) => () =>
    !list.hasSelection && withFocused((id) => list.onFunction(action, id))()
  useKeys({
    j: () => void move(1),
    k: () => void move(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    PageDown: () => step(10),
    PageUp: () => step(-10),
    Home: () => step(-Infinity),
    End: () => step(Infinity),
    'Shift+ArrowDown': () => extend(1),
    'Shift+ArrowUp': () => extend(-1),
    x: withFocused((id) => list.onSelect(id, false)),
    X: withFocused((id) => list.onSelect(id, true)),
    'Ctrl+a': list.onSelectPage,
    'Ctrl+Shift+a': list.onSelectAll,
    c: withFocused(list.onCopyId),
    C: list.onCopyLink,
    e: withFocused(list.onEdit),
    r: withFocused(list.onRedeliver),
    E: withFocused(list.onEditThenGoOn),
    p: withFocused(list.onCopyCurl),
    t: ofFocused('return'),
    u: ofFocused('unsubscribe'),
    m: ofFocused('updateMoney'),
    '#': ofFocused('delete'),
    ' ': () => {
      const on = document.activeElement
      // The key keeps its usual meaning on buttons and boxes, and where no lead has the focus.
      if (!(on instanceof HTMLElement) || on.dataset['leadLink'] === undefined) return false
      list.onPeek(on.dataset['leadLink'])
      return true
    },
    '/': list.onSearch,
    f: list.onFilter,
    Backspace: list.onLastChip,
    '.': list.onShowNew,
    d: list.onDensity,
    h: list.onColumns,
    v: list.onViews,
    V: list.onSaveView,
    Escape: () => {
      if (list.peeked !== null) {
        list.onPeek(null)
        return true
      }
      if (list.hasSelection) list.onClearSelection()
      return list.hasSelection
    },
  })
}

function linksOf(results: HTMLElement | null): HTMLElement[] {
  return results ? [...results.querySelectorAll<HTMLElement>('[data-lead-link]')] : []
}
