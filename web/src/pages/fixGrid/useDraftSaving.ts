import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../../data/apiProblem.ts'
import { checkDraft, readDraft, saveDraft, type DraftChecked } from '../../data/drafts.ts'
import { patchOf } from './gridState.ts'
import type { GridStore } from './useGridState.ts'

/** Saved soon after the last change, and at the latest so long after the first. */
const pauseMs = 400
const latestMs = 2000
const retryMs = 5000

export interface DraftSaving {
  readonly phase: 'saved' | 'typing' | 'saving' | 'failed'
  readonly checking: boolean
  /** Why it could not be saved, or rows not be checked. */
  readonly saveError: Error | null
  readonly checkError: Error | null
  /** Resolves when everything typed so far is on the server; throws when it cannot be. */
  readonly flush: () => Promise<void>
  readonly checkAll: () => Promise<DraftChecked>
}

/** Keeps the server's draft up with the grid, and has what was changed checked. */
export function useDraftSaving({ state, current, dispatch }: GridStore, readOnly: boolean): DraftSaving {
  const { id } = state.draft
  const [saving, setSaving] = useState(false)
  const [checks, setChecks] = useState(0)
  const [saveError, setSaveError] = useState<Error | null>(null)
  const [checkError, setCheckError] = useState<Error | null>(null)
  const running = useRef<Promise<void> | null>(null)
  const firstAt = useRef<number | null>(null)

  const check = useCallback(
    async (rows?: readonly string[]) => {
      const asked = new Map(current().rows.map((row) => [row.id, row]))
      setChecks((count) => count + 1)
      try {
        const answer = await checkDraft(id, rows)
        dispatch({ kind: 'checked', answer, asked })
        setCheckError(null)
        const isOld = ({ id: lead, currentRevision }: DraftChecked['rows'][number]) =>
          currentRevision !== null && currentRevision !== asked.get(lead)?.currentRevision
        if (answer.rows.some(isOld)) dispatch({ kind: 'refreshed', rows: (await readDraft(id)).rows })
        return answer
      } catch (error) {
        setCheckError(asError(error))
        throw error
      } finally {
        setChecks((count) => count - 1)
      }
    },
    [id, current, dispatch],
  )

  const saveEverything = useCallback(async () => {
    setSaving(true)
    try {
      for (let patch = patchOf(current()); patch; patch = patchOf(current())) {
        const cells = current().unsaved
        firstAt.current = null
        dispatch({ kind: 'sent' })
        try {
          dispatch({ kind: 'saved', answer: await saveDraft(id, patch) })
          setSaveError(null)
        } catch (error) {
          dispatch({ kind: 'notSaved', cells })
          setSaveError(asError(error))
          throw error
        }
        // Its failure is shown by itself.
        check(Object.keys(patch.rows)).catch(() => undefined)
      }
    } finally {
      setSaving(false)
    }
  }, [id, current, dispatch, check])

  const flush = useCallback(() => {
    running.current ??= saveEverything().finally(() => {
      running.current = null
    })
    return running.current
  }, [saveEverything])

  const { unsaved } = state
  useEffect(() => {
    const mayTry = saveError === null || !isFinal(saveError)
    if (readOnly || unsaved.size === 0 || !mayTry) return undefined
    firstAt.current ??= Date.now()
    const waitMs = saveError ? retryMs : Math.max(0, Math.min(pauseMs, firstAt.current + latestMs - Date.now()))
    const timer = setTimeout(() => void flush().catch(() => undefined), waitMs)
    return () => clearTimeout(timer)
  }, [readOnly, unsaved, saveError, flush])

  useEffect(() => {
    if (readOnly) return undefined
    const save = () => void flush().catch(() => undefined)
    // What was typed in the last moment: the browser asks whether to stay.
    const ask = (event: BeforeUnloadEvent) => {
      if (current().unsaved.size > 0) event.preventDefault()
    }
    document.addEventListener('visibilitychange', save)
    window.addEventListener('beforeunload', ask)
    return () => {
      document.removeEventListener('visibilitychange', save)
      window.removeEventListener('beforeunload', ask)
      save()
    }
  }, [readOnly, current, flush])

  const checkAll = useCallback(() => check(), [check])
  const phase = saveError ? 'failed' : saving ? 'saving' : unsaved.size > 0 ? 'typing' : 'saved'
  return { phase, checking: checks > 0, saveError, checkError, flush, checkAll }
}

/** Trying again would be refused again. */
function isFinal(error: Error): boolean {
  return error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 429
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
