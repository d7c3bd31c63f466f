import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { planJob, type JobPlan, type JobRequest } from '../../../data/jobs.ts'

const pauseMs = 300

export interface LivePlan {
  /** May be the one before; see `fresh`. */
  readonly plan: JobPlan | null
  /** The plan is of what is chosen now. */
  readonly fresh: boolean
  readonly error: Error | null
  readonly again: () => void
}

/** What the job would do, worked out anew a moment after each change. Null: something has still to be chosen. */
export function usePlan(request: JobRequest | null): LivePlan {
  const wanted = request === null ? null : JSON.stringify(request)
  const [asked] = useDebouncedValue(wanted, pauseMs)
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    queryKey: ['plan', asked],
    // Safe: it is the request's own text.
    queryFn: ({ signal }) => planJob(JSON.parse(asked ?? '') as JobRequest, signal),
    enabled: asked !== null && asked === wanted,
    placeholderData: keepPreviousData,
    retry: false,
    refetchOnWindowFocus: false,
    // Leads change meanwhile: a plan that was left is made anew.
    gcTime: 0,
  })
  const current = wanted !== null && asked === wanted
  return {
    plan: wanted === null || (current && error !== null) ? null : (data ?? null),
    fresh: current && data !== undefined && !isPlaceholderData && !isFetching,
    error: current && !isFetching ? error : null,
    again: () => void refetch(),
  }
}
