import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listLeads, pageSize, refreshMs, seldomMs } from '../../data/leads.ts'
import { useStreamState } from '../../data/useStream.ts'
import { useZone } from '../../data/useZone.ts'
import { leadParameters } from './parameters.ts'
import type { LeadSearch } from './search.ts'
import { steadyRows, watermark, type SteadyRow } from './steadyRows.ts'

interface ShownPage {
  readonly rows: readonly SteadyRow[]
  readonly total: { readonly value: number; readonly exact: boolean }
  readonly nextCursor: string | null
}

/** One page of the list, its rows refreshed in place, and how many leads have come in since it was read. */
export function useLeadPage(search: LeadSearch) {
  const zone = useZone()
  const [reading, setReading] = useState(0)
  const { peek: _peek, page: _page, columns: _columns, view: _view, ...asked } = search
  const queryKey = ['leads', asked, zone, reading] as const
  const everyMs = useStreamState() === 'open' ? seldomMs : refreshMs
  const isTop = search.cursor === null && !search.oldestFirst

  const page = useQuery({
    queryKey,
    queryFn: async ({ client, signal }): Promise<ShownPage> => {
      const shown = client.getQueryData<ShownPage>(queryKey)
      const parameters = leadParameters(search, new Date(), zone)
      const upTo = isTop && shown ? watermark(shown.rows) : null
      const list = await listLeads(
        upTo === null ? parameters : { ...parameters, to: upTo },
        { cursor: search.cursor, limit: pageSize },
        signal,
      )
      if (!shown || shown.rows.length === 0) {
        return { ...list, rows: list.leads.map((lead) => ({ lead, left: false })) }
      }
      return { rows: steadyRows(shown.rows, list.leads), total: list.total, nextCursor: shown.nextCursor }
    },
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
    staleTime: 1000,
  })

  const since = page.data && !page.isPlaceholderData && isTop ? watermark(page.data.rows) : null
  const newer = useQuery({
    queryKey: ['leads', 'newer', asked, zone, since],
    queryFn: async ({ signal }) => {
      const parameters = leadParameters(search, new Date(), zone)
      // A search that ends before now cannot find anything newer.
      if (since === null || (parameters['to'] !== undefined && parameters['to'] <= since))
        return { value: 0, exact: true }
      return (await listLeads({ ...parameters, from: since }, { cursor: null, limit: 1 }, signal)).total
    },
    enabled: since !== null,
    refetchInterval: everyMs,
  })

  return { page, newer: newer.data ?? { value: 0, exact: true }, readAgain: () => setReading((count) => count + 1) }
}
