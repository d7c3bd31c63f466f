import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { formatSearch, parseSearch, type LeadSearch, type ParsedSearch } from './search.ts'

export interface LeadSearchState extends ParsedSearch {
  /** `replace` for typing, so that Back leaves the search rather than undoing one letter. */
  readonly change: (search: LeadSearch, how?: 'push' | 'replace') => void
}

/** The URL is the only place where the state of the list is kept. */
export function useLeadSearch(): LeadSearchState {
  const raw = useSearch({ from: '/signedIn/leads' })
  const navigate = useNavigate()
  const parsed = useMemo(() => parseSearch(raw), [raw])
  const change = useCallback(
    (search: LeadSearch, how: 'push' | 'replace' = 'push') => {
      void navigate({ to: '/leads', search: formatSearch(search), replace: how === 'replace', resetScroll: false })
    },
    [navigate],
  )
  return { ...parsed, change }
}
