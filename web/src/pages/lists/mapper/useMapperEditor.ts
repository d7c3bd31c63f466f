import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import {
  listsKey,
  mapperDocumentQuery,
  readMapper,
  writeMapper,
  type Mapper,
  type MapperUsage,
} from '../../../data/lists.ts'
import { documentOf, draftOf, pairProblems, type MapperDraft } from './draft.ts'
import { mapperChanges } from './mapperChanges.ts'
import { text } from './text.ts'

export interface MapperWorld {
  /** Of its picklist. */
  readonly values: readonly string[]
  readonly usage: MapperUsage
}

/** A mapper with what somebody has changed in it and not saved yet. */
export function useMapperEditor(mapper: Mapper, { values, usage }: MapperWorld) {
  const queryClient = useQueryClient()
  const begin = (base: Mapper) => {
    const start = draftOf(base, values, usage.values)
    return { base, start, draft: start, values }
  }
  const [state, setState] = useState(() => begin(mapper))
  const { base, start, draft } = state
  const seen = useDeferredValue(draft)
  const changes = useMemo(() => mapperChanges(base, start, seen), [base, start, seen])
  const problems = useMemo(() => pairProblems(seen, text), [seen])
  const isDirty = changes.length > 0 || problems.size > 0
  const isStale = mapper.version !== base.version || values !== state.values
  // Written elsewhere, or its picklist was: without changes of one's own there is nothing to lose.
  if (isStale && !isDirty && seen === draft) setState(begin(mapper))

  const restart = (fresh: Mapper) => {
    queryClient.setQueryData(mapperDocumentQuery(fresh.key).queryKey, fresh)
    setState(begin(fresh))
  }
  const save = useMutation({
    mutationFn: async (over: 'seen' | 'newest') => {
      const version = over === 'seen' ? base.version : (await readMapper(base.key)).version
      return writeMapper(base.key, documentOf(draft), version)
    },
    onSuccess: async (saved) => {
      restart(saved)
      await queryClient.invalidateQueries({ queryKey: listsKey })
    },
  })
  return {
    base,
    draft,
    changes,
    problems,
    isDirty,
    save,
    change: (next: (draft: MapperDraft) => MapperDraft) =>
      setState((before) => ({ ...before, draft: next(before.draft) })),
    discard: () => setState((before) => ({ ...before, draft: before.start })),
    load: async () => restart(await readMapper(base.key)),
  }
}

export type MapperEditor = ReturnType<typeof useMapperEditor>
