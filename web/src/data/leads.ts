import { queryOptions } from '@tanstack/react-query'
import type { LeadDetail, LeadList } from './leadTypes.ts'
import { send } from './send.ts'

export const pageSize = 50

/** How often the list and an open lead are read again. */
export const refreshMs = 5000

export async function listLeads(
  parameters: Readonly<Record<string, string>>,
  page: { readonly cursor: string | null; readonly limit: number },
  signal?: AbortSignal,
): Promise<LeadList> {
  const query = { ...parameters, limit: String(page.limit), ...(page.cursor === null ? {} : { cursor: page.cursor }) }
  return send<LeadList>('GET', '/v1/leads', { query, signal })
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

function leadPath(id: string): string {
  return `/v1/leads/${encodeURIComponent(id)}`
}
