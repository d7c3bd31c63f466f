import type { BodyInput, OutputOf } from '@switchyard/contract/endpoint.ts'
import type { createJob as createJobEndpoint } from '@switchyard/contract/jobs/create.ts'
import type { listJobItems } from '@switchyard/contract/jobs/items.ts'
import type { listJobs as listJobsEndpoint } from '@switchyard/contract/jobs/list.ts'
import type { planJob as planJobEndpoint } from '@switchyard/contract/jobs/plan.ts'
import type { listJobReasons } from '@switchyard/contract/jobs/reasons.ts'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { send } from './send.ts'

export type JobRequest = BodyInput<typeof createJobEndpoint>
export type JobPlan = OutputOf<typeof planJobEndpoint>
export type Job = OutputOf<typeof createJobEndpoint>
export type JobItem = OutputOf<typeof listJobItems>['items'][number]
export type JobAction = JobRequest['action']
export type JobReason = OutputOf<typeof listJobReasons>['reasons'][number]
export type JobControl = 'pause' | 'resume' | 'cancel' | 'retry'

type JobItems = OutputOf<typeof listJobItems>
type JobList = OutputOf<typeof listJobsEndpoint>

/** How often a job that runs is looked at. */
const jobRefreshMs = 400

/** Says what the job would do; changes nothing. */
export async function planJob(request: JobRequest, signal?: AbortSignal): Promise<JobPlan> {
  return send<JobPlan>('POST', '/v1/jobs/plan', { body: request, signal })
}

/** `key`: the same one for the same click, so that clicking twice makes one job. */
export async function createJob(request: JobRequest, key: string): Promise<Job> {
  return send<Job>('POST', '/v1/jobs', { body: request, headers: { 'idempotency-key': key } })
}

export function jobQuery(id: string) {
  return queryOptions({
    queryKey: ['jobs', id],
    queryFn: async ({ signal }) => send<Job>('GET', jobPath(id), { signal }),
    refetchInterval: (query) => (query.state.data && isEnded(query.state.data) ? false : jobRefreshMs),
  })
}

export async function jobItems(id: string): Promise<readonly JobItem[]> {
  return (await send<JobItems>('GET', `${jobPath(id)}/items`)).items
}

export type JobItemFilter = Readonly<Partial<Record<'state' | 'reason', string>>>

/** A job's leads with what came of each, page by page. */
export function jobItemsQuery(id: string, filter: JobItemFilter) {
  return infiniteQueryOptions({
    queryKey: ['jobs', id, 'items', filter],
    queryFn: ({ pageParam, signal }) => itemsPage(id, filter, pageParam, 50, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })
}

const mostTried = 100

/** Leads that were sent first, with what came of each. */
export function triedItemsQuery(id: string) {
  return queryOptions({
    queryKey: ['jobs', id, 'tried'],
    queryFn: async ({ signal }) => (await itemsPage(id, { state: 'succeeded,failed' }, null, mostTried, signal)).items,
  })
}

/** Their leads' ids, `most` at most. */
export async function jobLeadIds(id: string, filter: JobItemFilter, most: number): Promise<readonly string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: JobItems = await itemsPage(id, filter, cursor, 500)
    ids.push(...page.items.flatMap(({ leadId }) => leadId ?? []))
    cursor = page.nextCursor
  } while (cursor !== null && ids.length < most)
  return ids.slice(0, most)
}

/** The server reads all leads of the job for it. */
const reasonsRefreshMs = 10_000

/** Why leads failed or were left out, counted. */
export function jobReasonsQuery(job: Pick<Job, 'id' | 'finishedAt'>) {
  const { id, finishedAt } = job
  return queryOptions({
    // Not among the jobs, which are read again with every step of one.
    queryKey: ['jobReasons', id, finishedAt],
    queryFn: async ({ signal }) => send<OutputOf<typeof listJobReasons>>('GET', `${jobPath(id)}/reasons`, { signal }),
    refetchInterval: finishedAt === null ? reasonsRefreshMs : false,
    placeholderData: keepPreviousData,
  })
}

/** Newest first, page by page. */
export function jobsQuery(filter: Readonly<Partial<Record<'state' | 'action', string>>>) {
  return infiniteQueryOptions({
    queryKey: ['jobs', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      listJobs({ ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })
}

/** Jobs that have not ended; the count stops at 100. */
export const openJobsQuery = queryOptions({
  queryKey: ['jobs', 'open'],
  queryFn: async ({ signal }) => (await listJobs({ state: 'planned,running,paused', limit: '100' }, signal)).jobs,
})

/** Throws ApiProblem 409 when the job is not in a state for it. */
export async function controlJob(id: string, control: JobControl): Promise<Job> {
  return send<Job>('POST', `${jobPath(id)}/${control}`)
}

/** Makes the job that takes this one back. Throws ApiProblem 409 with the reason where that cannot be. */
export async function undoJob(id: string): Promise<Job> {
  return send<Job>('POST', `${jobPath(id)}/undo`)
}

/** What undoing the job would do, as a plan. */
export function undoRequest(id: string): JobRequest {
  return { action: 'undo', selection: { query: { job: `${id}:succeeded` } }, options: { job: id } }
}

/** The csv file with what came of each lead. */
export function jobResultsPath(id: string, filter: JobItemFilter): string {
  const query = new URLSearchParams(filter).toString()
  return `${jobPath(id)}/results${query === '' ? '' : `?${query}`}`
}

export function jobFilePath(id: string): string {
  return `${jobPath(id)}/file`
}

export function isEnded(job: Pick<Job, 'state'>): boolean {
  return job.state === 'done' || job.state === 'cancelled' || job.state === 'failed'
}

async function itemsPage(
  id: string,
  filter: JobItemFilter,
  cursor: string | null,
  limit: number,
  signal?: AbortSignal,
): Promise<JobItems> {
  const query = { ...filter, limit: String(limit), ...(cursor === null ? {} : { cursor }) }
  return send<JobItems>('GET', `${jobPath(id)}/items`, { query, signal })
}

async function listJobs(query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<JobList> {
  return send<JobList>('GET', '/v1/jobs', { query, signal })
}

function jobPath(id: string): string {
  return `/v1/jobs/${encodeURIComponent(id)}`
}
