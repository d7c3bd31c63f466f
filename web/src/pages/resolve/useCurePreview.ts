import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { previewCure, type CurePreview, type CureRequest } from '../../data/causes.ts'

const pauseMs = 300

export interface LivePreview {
  /** May be the one before; see `isFresh`. */
  readonly preview: CurePreview | null
  /** It is of what is filled in now. */
  readonly isFresh: boolean
  readonly error: Error | null
  readonly again: () => void
}

/** What the cure would do, worked out anew a moment after each change. Null: something has still to be said. */
export function useCurePreview(request: CureRequest | null): LivePreview {
  const wanted = request === null ? null : JSON.stringify(request)
  const [asked] = useDebouncedValue(wanted, pauseMs)
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    queryKey: ['curePreview', asked],
    // Safe: it is the request's own text.
    queryFn: ({ signal }) => previewCure(JSON.parse(asked ?? '') as CureRequest, signal),
    enabled: asked !== null && asked === wanted,
    placeholderData: keepPreviousData,
    retry: false,
    refetchOnWindowFocus: false,
    // Leads change meanwhile: a preview that was left is made anew.
    gcTime: 0,
  })
  const isCurrent = wanted !== null && asked === wanted
  return {
    preview: wanted === null || (isCurrent && error !== null) ? null : (data ?? null),
    isFresh: isCurrent && data !== undefined && !isPlaceholderData && !isFetching,
    error: isCurrent && !isFetching ? error : null,
    again: () => void refetch(),
  }
}
