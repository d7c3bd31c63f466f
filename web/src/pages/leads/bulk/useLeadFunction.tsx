import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useMayOperate } from '../../../data/useMayOperate.ts'
import { useFocusBack } from '../../../ui/useFocusBack.ts'
import { noSelection, selectionBody, type Selection } from '../selection.ts'
import type { BulkAction } from './draft.ts'

/** Read when it is first asked for. */
const BulkDialog = lazy(async () => ({ default: (await import('./BulkDialog.tsx')).BulkDialog }))

export interface LeadFunction {
  /** False where the reader may not. */
  readonly open: (action: BulkAction, leadId: string) => boolean
  readonly dialog: ReactNode
}

/** The bulk functions for one lead that is not chosen: what was chosen stays as it is. */
export function useLeadFunction(): LeadFunction {
  const mayOperate = useMayOperate()
  const focus = useFocusBack()
  const [asked, setAsked] = useState<{ readonly action: BulkAction; readonly selection: Selection } | null>(null)
  const body = selectionBody(asked?.selection ?? noSelection)
  return {
    open(action, leadId) {
      if (!mayOperate) return false
      focus.remember()
      setAsked({ action, selection: { kind: 'ids', ids: [leadId] } })
      return true
    },
    dialog:
      asked === null || body === null ? null : (
        <Suspense>
          <BulkDialog
            {...asked}
            channels="all"
            body={body}
            onSelection={() => undefined}
            onClose={() => {
              setAsked(null)
              focus.goBack()
            }}
          />
        </Suspense>
      ),
  }
}
