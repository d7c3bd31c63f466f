// What the page asks the server for: the same names as in its URL, with the date turned into instants.

import { fieldParameter } from './fieldFilter.ts'
import { filterNames } from './filters.ts'
import type { LeadSearch } from './search.ts'
import { toInstants } from './timeRange.ts'

export type LeadParameters = Readonly<Record<string, string>>

/** Without cursor and limit: those belong to a page, these to the search. */
export function leadParameters(search: LeadSearch, now: Date, zone: string): LeadParameters {
  const parameters: Record<string, string> = {}
  if (search.q.trim() !== '') parameters['q'] = search.q.trim()
  for (const name of filterNames) {
    const values = search.filters[name]
    if (values) parameters[name] = values.join(',')
  }
  for (const filter of search.fields) parameters[`field.${filter.field}`] = fieldParameter(filter)
  const instants = search.date === null ? null : toInstants(search.date, now, zone)
  if (instants?.from) parameters['from'] = instants.from
  if (instants?.to) parameters['to'] = instants.to
  parameters['sort'] = search.oldestFirst ? 'received' : '-received'
  return parameters
}
