import { countedFilters } from '@switchyard/contract/leads/counted.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { valuesQuery } from '../../data/leads.ts'
import { useZone } from '../../data/useZone.ts'
import type { FilterName } from './filters.ts'
import { leadParameters } from './parameters.ts'
import type { LeadSearch } from './search.ts'

/** By value, most frequent first: how many leads the other filters leave. Empty while they are counted. */
export function useValueCounts(name: FilterName, search: LeadSearch): ReadonlyMap<string, number> {
  const zone = useZone()
  // Relative dates move on with the clock; within an open editor they stand still.
  const [now] = useState(() => new Date())
  const by = countedFilters.find((one) => one === name)
  const { data } = useQuery({
    ...valuesQuery(by ?? 'campaign', leadParameters(search, now, zone)),
    enabled: by !== undefined,
    placeholderData: keepPreviousData,
  })
  return new Map(data?.map(({ value, count }) => [value, count]))
}
