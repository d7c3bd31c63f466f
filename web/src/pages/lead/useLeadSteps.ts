import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { listLeads, pageSize } from '../../data/leads.ts'
import { placeIn, readWalk, rememberWalk, walkedOn, type LeadWalk } from '../leads/leadWalk.ts'

export interface LeadStepping {
  /** From 1; null where the lead was not opened from a list. */
  readonly place: number | null
  readonly total: { readonly value: number; readonly exact: boolean }
  readonly hasBefore: boolean
  readonly hasAfter: boolean
  readonly goBefore: () => void
  readonly goAfter: () => void
}

/** Stepping through the list that the lead was opened from, over the end of its page as well. */
export function useLeadSteps(id: string, tab: string | undefined): LeadStepping {
  const navigate = useNavigate()
  const [walk, setWalk] = useState<LeadWalk | null>(() => readWalk(sessionStorage))
  const found = walk === null ? null : placeIn(walk, id)
  const go = (to: string | null | undefined) => {
    // Replaced, so that Back leads to the list after any number of steps.
    if (to) void navigate({ to: '/leads/$id', params: { id: to }, search: tab ? { tab } : {}, replace: true })
  }
  const more = useMutation({
    mutationFn: async (known: LeadWalk) => {
      const next = await listLeads(known.parameters, { cursor: known.nextCursor, limit: pageSize })
      return walkedOn(
        known,
        next.leads.map((lead) => lead.id),
        next.nextCursor,
      )
    },
    onSuccess: (longer) => {
      rememberWalk(sessionStorage, longer)
      setWalk(longer)
      go(placeIn(longer, id)?.after)
    },
  })
  return {
    place: found?.place ?? null,
    total: walk?.total ?? { value: 0, exact: true },
    hasBefore: found !== null && found.before !== null,
    hasAfter: found !== null && (found.after !== null || found.more),
    goBefore: () => go(found?.before),
    goAfter: () => {
      if (walk !== null && found?.more && !more.isPending) more.mutate(walk)
      else go(found?.after)
    },
  }
}
