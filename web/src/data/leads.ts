import { queryOptions } from '@tanstack/react-query'
import type { CountedFilter, LeadDetail, LeadList, LeadPreview, LeadTotals, LeadValues } from './leadTypes.ts'
import { send } from './send.ts'

export const pageSize = 50

/** How often the list and an open lead are read again. */
export const refreshMs = 5000

/** While the stream says what changes, they are read again only to be on the safe side. */
export const seldomMs = 30_000

export async function listLeads(
  parameters: Readonly<Record<string, string>>,
  page: { readonly cursor: string | null; readonly limit: number },
  signal?: AbortSignal,
): Promise<LeadList> {
  const query = { ...parameters, limit: String(page.limit), ...(page.cursor === null ? {} : { cursor: page.cursor }) }
  return send<LeadList>('GET', '/v1/leads', { query, signal })
}

/** Counts all results, however many, and adds up their money. */
export function totalsQuery(parameters: Readonly<Record<string, string>>) {
  const { sort: _sort, ...query } = parameters
  return queryOptions({
    queryKey: ['leadTotals', query],
    queryFn: async ({ signal }) => send<LeadTotals>('GET', '/v1/leads/totals', { query, signal }),
    staleTime: 2000,
  })
}

/** How many leads of a search have which value of one of its filters. */
export function valuesQuery(by: CountedFilter, parameters: Readonly<Record<string, string>>) {
  const { sort: _sort, ...query } = parameters
  return queryOptions({
    queryKey: ['leadValues', by, query],
    queryFn: async ({ signal }) =>
      (await send<LeadValues>('GET', '/v1/leads/values', { query: { ...query, by }, signal })).values,
    staleTime: 10_000,
  })
}

export function leadQuery(id: string) {
  return queryOptions({
    queryKey: ['lead', id],
    queryFn: async ({ signal }) => send<LeadDetail>('GET', leadPath(id), { signal }),
    staleTime: 2000,
  })
}

export interface LeadEdit {
  readonly fields: Readonly<Record<string, unknown>>
  readonly reason: string
  readonly revision: number
}

/** Throws ApiProblem 409 when somebody edited in between, 422 with one error per value that the checks refuse. */
export async function editLead(id: string, edit: LeadEdit): Promise<LeadDetail> {
  return send<LeadDetail>('PATCH', leadPath(id), { body: edit })
}

/** What the checks and the route would make of the lead with these values; nothing is stored. */
export async function previewLead(
  id: string,
  fields: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
): Promise<LeadPreview> {
  return send<LeadPreview>('POST', `${leadPath(id)}/preview`, { body: { fields }, signal })
}

function leadPath(id: string): string {
  return `/v1/leads/${encodeURIComponent(id)}`
}
