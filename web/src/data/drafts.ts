// Drafts of corrections on the server: read, saved, checked, carried out.

import type { checkDraft as checkEndpoint } from '@switchyard/contract/drafts/check.ts'
import type { createDraft as createEndpoint } from '@switchyard/contract/drafts/create.ts'
import type { listDrafts } from '@switchyard/contract/drafts/list.ts'
import type { runDraft as runEndpoint } from '@switchyard/contract/drafts/run.ts'
import type { showDraft } from '@switchyard/contract/drafts/show.ts'
import type { updateDraft } from '@switchyard/contract/drafts/update.ts'
import type { BodyInput, OutputOf } from '@switchyard/contract/endpoint.ts'
import { queryOptions } from '@tanstack/react-query'
import type { Job } from './jobs.ts'
import { send } from './send.ts'

type DraftPage = OutputOf<typeof showDraft>

export type Draft = OutputOf<typeof createEndpoint>
export type DraftRow = DraftPage['rows'][number]
export type DraftField = DraftPage['fields'][number]
export type DraftRequest = BodyInput<typeof createEndpoint>
export type DraftPatch = BodyInput<typeof updateDraft>
export type DraftSaved = OutputOf<typeof updateDraft>
export type DraftChecked = OutputOf<typeof checkEndpoint>
export type DraftPlan = NonNullable<DraftChecked['plan']>

/** A draft with all of its rows. */
export interface WholeDraft {
  readonly draft: Draft
  readonly fields: readonly DraftField[]
  readonly rows: readonly DraftRow[]
}

const rowsAtOnce = 2000

export const draftsQuery = queryOptions({
  queryKey: ['drafts'],
  queryFn: async ({ signal }) => (await send<OutputOf<typeof listDrafts>>('GET', '/v1/drafts', { signal })).drafts,
})

export async function createDraft(request: DraftRequest): Promise<Draft> {
  return send<Draft>('POST', '/v1/drafts', { body: request })
}

export async function readDraft(id: string, signal?: AbortSignal): Promise<WholeDraft> {
  const read = async (after: number) => {
    const query = { limit: String(rowsAtOnce), after: String(after) }
    return send<DraftPage>('GET', draftPath(id), { query, signal })
  }
  const first = await read(0)
  const rows = [...first.rows]
  let after = first.nextAfter
  while (after !== null) {
    const page: DraftPage = await read(after)
    rows.push(...page.rows)
    after = page.nextAfter
  }
  return { draft: first.draft, fields: first.fields, rows }
}

export async function saveDraft(id: string, patch: DraftPatch): Promise<DraftSaved> {
  return send<DraftSaved>('PATCH', draftPath(id), { body: patch })
}

/** `rows` left out: all of them, with what the job would do. */
export async function checkDraft(id: string, rows?: readonly string[]): Promise<DraftChecked> {
  return send<DraftChecked>('POST', `${draftPath(id)}/check`, { body: rows === undefined ? {} : { rows } })
}

export async function runDraft(id: string, body: BodyInput<typeof runEndpoint>): Promise<Job> {
  return send<Job>('POST', `${draftPath(id)}/run`, { body })
}

export async function deleteDraft(id: string): Promise<void> {
  await send<null>('DELETE', draftPath(id))
}

function draftPath(id: string): string {
  return `/v1/drafts/${encodeURIComponent(id)}`
}
