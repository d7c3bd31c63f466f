import { useCallback, useRef, useState } from 'react'
import type { WholeDraft } from '../../data/drafts.ts'
import { initialGrid, reduceGrid, type GridAction, type GridState } from './gridState.ts'

export interface GridStore {
  readonly state: GridState
  /** As it is at this moment, also before the screen has shown it. */
  readonly current: () => GridState
  readonly dispatch: (action: GridAction) => void
}

export function useGridState(whole: WholeDraft): GridStore {
  const [state, setState] = useState(() => initialGrid(whole))
  const newest = useRef(state)
  const current = useCallback(() => newest.current, [])
  const dispatch = useCallback((action: GridAction) => {
    newest.current = reduceGrid(newest.current, action)
    setState(newest.current)
  }, [])
  return { state, current, dispatch }
}
