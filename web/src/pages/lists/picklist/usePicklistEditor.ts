import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { listsKey, picklistDocumentQuery, readPicklist, writePicklist, type Picklist } from '../../../data/lists.ts'
import { documentOf, draftOf, type ListDraft } from './draft.ts'
import { draftProblems } from './draftProblems.ts'
import { listChanges } from './listChanges.ts'

/** A list with what somebody has changed in it and not saved yet. */
export function usePicklistEditor(list: Picklist) {
  const queryClient = useQueryClient()
  const [{ base, draft }, setState] = useState(() => ({ base: list, draft: draftOf(list) }))
  const seen = useDeferredValue(draft)
  const changes = useMemo(() => listChanges(base, seen), [base, seen])
  const problems = useMemo(() => draftProblems(seen), [seen])
  const isDirty = changes.length > 0 || problems.size > 0
  // Written elsewhere, by a cure for example: without changes of one's own there is nothing to lose.
  if (list.version !== base.version && !isDirty && seen === draft) setState({ base: list, draft: draftOf(list) })

  const start = (fresh: Picklist) => {
    queryClient.setQueryData(picklistDocumentQuery(fresh.key).queryKey, fresh)
    setState({ base: fresh, draft: draftOf(fresh) })
  }
  const save = useMutation({
    mutationFn: (over: 'seen' | 'newest') => writeOver(base, draft, over),
    onSuccess: async (saved) => {
      start(saved)
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: listsKey }),
        queryClient.invalidateQueries({ queryKey: ['setup'] }),
      ])
    },
  })
  return {
    base,
    draft,
    changes,
    problems,
    isDirty,
    save,
    change: (next: (draft: ListDraft) => ListDraft) =>
      setState((state) => ({ base: state.base, draft: next(state.draft) })),
    discard: () => setState({ base, draft: draftOf(base) }),
    load: async () => start(await readPicklist(base.key)),
  }
}

export type PicklistEditor = ReturnType<typeof usePicklistEditor>

/** `newest`: whatever was saved in between is written over. */
async function writeOver(base: Picklist, draft: ListDraft, over: 'seen' | 'newest'): Promise<Picklist> {
  const version = over === 'seen' ? base.version : (await readPicklist(base.key)).version
  return writePicklist(base.key, documentOf(draft), version)
}
