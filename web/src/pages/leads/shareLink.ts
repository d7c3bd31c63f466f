// Addresses of the list to send to somebody else.

import { formatUrlSearch } from '../../app/urlSearch.ts'
import { formatSearch, type LeadSearch } from './search.ts'
import { toInstants } from './timeRange.ts'

/** As it stands: "last 7 days" is the last seven days of whoever opens it. The columns are said in any case. */
export function liveLink(origin: string, search: LeadSearch, columns: readonly string[]): string {
  return `${origin}/leads${formatUrlSearch(formatSearch({ ...search, columns }))}`
}

/** With the times as they are now, so that it finds the same tomorrow. */
export function frozenLink(
  origin: string,
  search: LeadSearch,
  columns: readonly string[],
  now: Date,
  zone: string,
): string {
  const instants = search.date === null ? { from: null, to: null } : toInstants(search.date, now, zone)
  const date = `${instants?.from ?? ''}..${instants?.to ?? now.toISOString()}`
  return liveLink(origin, { ...search, date }, columns)
}
