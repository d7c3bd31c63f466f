import type { BodyInput, OutputOf } from '@switchyard/contract/endpoint.ts'
import type { createImport } from '@switchyard/contract/imports/create.ts'
import type { listImports as listEndpoint } from '@switchyard/contract/imports/list.ts'
import type { listImportRows } from '@switchyard/contract/imports/rows.ts'
import type { updateImport as updateEndpoint } from '@switchyard/contract/imports/update.ts'
import type { ImportPurpose, ImportState, RowVerdict } from '@switchyard/contract/imports/words.ts'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ApiProblem } from './apiProblem.ts'
import type { Job } from './jobs.ts'
import { answerOf, send } from './send.ts'

export type { ImportPurpose, ImportState, RowVerdict }
export type Import = OutputOf<typeof createImport>
export type ImportSummary = OutputOf<typeof listEndpoint>['imports'][number]
export type ImportColumn = Import['columns'][number]
export type ImportOptions = Import['options']
export type ImportPreview = Import['preview']
export type ImportCounts = Import['counts']
export type ImportRow = OutputOf<typeof listImportRows>['rows'][number]
export type ImportChange = BodyInput<typeof updateEndpoint>

/** How often an import is looked at while the server works on it. */
const busyRefreshMs = 1000
const listRefreshMs = 5000

export interface Upload {
  readonly file: File
  readonly campaign: string | null
  readonly purpose: ImportPurpose
  readonly options: Readonly<Record<string, unknown>>
}

/** `onSent`: told how much has left, from 0 to 1. Throws ApiProblem when the file is refused. */
export async function uploadFile(upload: Upload, onSent: (share: number) => void): Promise<Import> {
  const form = new FormData()
  if (upload.campaign !== null) form.append('campaign', upload.campaign)
  form.append('purpose', upload.purpose)
  form.append('options', JSON.stringify(upload.options))
  // The server reads the parts in their order, and has to know what the file is for.
  form.append('file', upload.file)
  // `fetch` cannot say how much of a body has been sent.
  const request = new XMLHttpRequest()
  const response = await new Promise<Response>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total))
    request.addEventListener('load', () => resolve(new Response(request.responseText, { status: request.status })))
    request.addEventListener('error', () => {
      const message = 'The connection broke off before the server had the file, or it refused to read on.'
      reject(new ApiProblem({ status: 0, code: 'unreachable', message }))
    })
    request.open('POST', '/v1/imports')
    request.setRequestHeader('accept', 'application/json')
    request.send(form)
  })
  return answerOf<Import>(response)
}

export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: async ({ signal }) => send<Import>('GET', importPath(id), { signal }),
    refetchInterval: (query) => (query.state.data && isBusy(query.state.data) ? busyRefreshMs : false),
    retry: false,
  })
}

/** Before it is run: the server judges the file anew. */
export async function changeImport(id: string, change: ImportChange): Promise<Import> {
  return send<Import>('PATCH', importPath(id), { body: change })
}

export async function runImport(id: string): Promise<Job> {
  return send<Job>('POST', `${importPath(id)}/run`)
}

/** Takes the new leads of it out again. */
export async function undoImport(id: string): Promise<Job> {
  return send<Job>('POST', `${importPath(id)}/undo`)
}

export async function deleteImport(id: string): Promise<void> {
  await send('DELETE', importPath(id))
}

export type RowFilter = Readonly<Partial<Record<'verdict' | 'ignored' | 'failed', string>>>

/** `state`: rows say something else once the import was run. */
export function importRowsQuery(id: string, state: ImportState, filter: RowFilter) {
  return infiniteQueryOptions({
    queryKey: ['imports', 'rows', id, state, filter],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) }
      return send<OutputOf<typeof listImportRows>>('GET', `${importPath(id)}/rows`, { query, signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })
}

/** Newest first, page by page. */
export function importsQuery(filter: Readonly<Partial<Record<'campaign' | 'purpose' | 'state', string>>>) {
  return infiniteQueryOptions({
    queryKey: ['imports', 'list', filter],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) }
      return send<OutputOf<typeof listEndpoint>>('GET', '/v1/imports', { query, signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      query.state.data?.pages.some(({ imports }) => imports.some(isBusy)) ? busyRefreshMs : listRefreshMs,
  })
}

/** The file as it came. */
export function importFilePath(id: string): string {
  return `${importPath(id)}/file`
}

export function failedRowsPath(id: string): string {
  return `${importPath(id)}/file?rows=failed`
}

/** The server works on it. */
export function isBusy({ state }: Pick<ImportSummary, 'state'>): boolean {
  return state === 'reading' || state === 'running' || state === 'undoing'
}

/** It was run, or cannot be: nothing about it can be changed any more. */
export function isRun({ state }: Pick<ImportSummary, 'state'>): boolean {
  return state !== 'reading' && state !== 'ready' && state !== 'failed'
}

/** It made new leads that may be taken out again. */
export function mayBeUndone({ state, purpose, counts }: Pick<ImportSummary, 'state' | 'purpose' | 'counts'>): boolean {
  const madeLeads = (purpose === 'leads' || purpose === 'resolve') && counts.create > 0
  return madeLeads && (state === 'done' || state === 'cancelled')
}

function importPath(id: string): string {
  return `/v1/imports/${encodeURIComponent(id)}`
}
