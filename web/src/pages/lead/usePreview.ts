import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { previewLead } from '../../data/leads.ts'
import type { LeadPreview } from '../../data/leadTypes.ts'

const typingPauseMs = 300

export interface Preview {
  /** Null while nothing is changed, or nothing is known yet. */
  readonly data: LeadPreview | null
  readonly busy: boolean
  readonly error: Error | null
}

/** What checks and route would make of the changes, asked again when typing rests. */
export function usePreview(id: string, changes: Readonly<Record<string, unknown>>): Preview {
  const asked = JSON.stringify(changes)
  const [rested] = useDebouncedValue(asked, typingPauseMs)
  const none = asked === '{}'
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    queryKey: ['preview', id, rested],
    queryFn: ({ signal }) => {
      const fields: Readonly<Record<string, unknown>> = JSON.parse(rested)
      return previewLead(id, fields, signal)
    },
    enabled: !none && rested !== '{}',
    placeholderData: keepPreviousData,
    staleTime: 5000,
    retry: false,
  })
  if (none) return { data: null, busy: false, error: null }
  return { data: data ?? null, busy: isFetching || isPlaceholderData || asked !== rested, error }
}
