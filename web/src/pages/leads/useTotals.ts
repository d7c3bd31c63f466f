import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { totalsQuery } from '../../data/leads.ts'
import type { LeadTotals } from '../../data/leadTypes.ts'
import { useZone } from '../../data/useZone.ts'
import { leadParameters } from './parameters.ts'
import { questionOf, type LeadSearch } from './search.ts'

/** Adding up all results reads every one of them; the rows are fresh sooner. */
const refreshMs = 10_000

/** What all results of the search come to; null while that is not known. */
export function useTotals(search: LeadSearch): LeadTotals | null {
  const zone = useZone()
  const asked = JSON.stringify(questionOf(search))
  const [began, setBegan] = useState({ asked, at: new Date() })
  // Relative dates begin anew with each search; between two refreshes of one they may lag by seconds.
  if (began.asked !== asked) setBegan({ asked, at: new Date() })
  const { data, isPlaceholderData } = useQuery({
    ...totalsQuery(leadParameters(search, began.at, zone)),
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  })
  return data === undefined || isPlaceholderData ? null : data
}
