import type { cureCause as cureEndpoint } from '@switchyard/contract/causes/cure.ts'
import type { listCauseLeads } from '@switchyard/contract/causes/leads.ts'
import type { listCauses } from '@switchyard/contract/causes/list.ts'
import type { previewCure as previewEndpoint } from '@switchyard/contract/causes/preview.ts'
import type { showCause } from '@switchyard/contract/causes/show.ts'
import type { BodyInput, OutputOf } from '@switchyard/contract/endpoint.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Job } from './jobs.ts'
import { send } from './send.ts'

export type CauseList = OutputOf<typeof listCauses>
export type Cause = OutputOf<typeof showCause>
export type CauseState = Cause['state']
export type CureKind = Cause['cures'][number]
export type CureRequest = BodyInput<typeof cureEndpoint>
export type Cure = CureRequest['cure']
export type CurePreview = OutputOf<typeof previewEndpoint>
export type CauseLeads = OutputOf<typeof listCauseLeads>

export type CauseParameters = Readonly<Record<string, string>>

/** Between two looks of somebody who watches. Not with every lead that changes: the server counts all causes for each look. */
const lookEveryMs = 5_000

export function causesQuery(parameters: CauseParameters) {
  return queryOptions({
    queryKey: ['causes', 'list', parameters],
    queryFn: async ({ signal }) => send<CauseList>('GET', '/v1/causes', { query: parameters, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.isBehind === true ? 1000 : lookEveryMs),
  })
}

export function causeQuery(id: string, span: CauseParameters) {
  return queryOptions({
    queryKey: ['causes', 'one', id, span],
    queryFn: async ({ signal }) => send<Cause>('GET', causePath(id), { query: span, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: lookEveryMs,
  })
}

/** Says what the cure would make of the leads; changes nothing. */
export async function previewCure(request: CureRequest, signal?: AbortSignal): Promise<CurePreview> {
  return send<CurePreview>('POST', '/v1/causes/preview', { body: request, signal })
}

/** `key`: the same one for the same click, so that clicking twice makes one job. */
export async function cureCause(request: CureRequest, key: string): Promise<Job> {
  return send<Job>('POST', '/v1/causes/cure', { body: request, headers: { 'idempotency-key': key } })
}

export type CauseWord = 'acknowledge' | 'keep' | 'reopen'

export async function sayOfCause(id: string, word: CauseWord, reason?: string): Promise<Cause> {
  const body = reason === undefined ? {} : { reason }
  return send<Cause>('POST', `${causePath(id)}/${word}`, { body })
}

function causePath(id: string): string {
  return `/v1/causes/${encodeURIComponent(id)}`
}
