import { useCallback, useEffect, useRef } from 'react'
import { useZone } from '../../data/useZone.ts'
import { leadParameters } from './parameters.ts'
import type { LeadSearch } from './search.ts'
import {
  allResults,
  noSelection,
  pageState,
  rangeToggled,
  toggled,
  without,
  withIds,
  type Selection,
} from './selection.ts'
import { watermark, type SteadyRow } from './steadyRows.ts'
import { useSelection } from './useSelection.ts'

export interface LeadSelection {
  readonly selection: Selection
  readonly change: (selection: Selection) => void
  /** `range`: with everything from the lead that was chosen before. */
  readonly select: (id: string, range: boolean) => void
  readonly selectPage: () => void
  readonly selectAll: () => void
  readonly clear: () => void
}

/** Choosing leads of the list. What it gives to the rows stays the same from one choice to the next, so that they are not drawn again. */
export function useLeadSelection(rows: readonly SteadyRow[], search: LeadSearch): LeadSelection {
  const zone = useZone()
  const [selection, change] = useSelection()
  const anchor = useRef<string | null>(null)
  const page = rows.map((row) => row.lead.id)
  const now = useRef({ selection, page, change })
  useEffect(() => {
    now.current = { selection, page, change }
  })
  const select = useCallback((id: string, range: boolean) => {
    const known = now.current
    known.change(
      range ? rangeToggled(known.selection, known.page, anchor.current, id) : toggled(known.selection, id, known.page),
    )
    anchor.current = id
  }, [])
  return {
    selection,
    change,
    select,
    selectPage: () =>
      change(
        selection.kind === 'query'
          ? noSelection
          : pageState(selection, page) === 'all'
            ? without(selection, page)
            : withIds(selection, page),
      ),
    selectAll: () => {
      // By the server's clock where the newest lead is on the screen: ours may be slow.
      const newest = search.cursor === null && !search.oldestFirst ? watermark(rows) : null
      change(allResults(leadParameters(search, new Date(), zone), newest ?? new Date().toISOString()))
    },
    clear: () => change(noSelection),
  }
}
