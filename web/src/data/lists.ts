// Picklists and mappers: how they do, what is written, and what was written before.

import type { cureCause } from '@switchyard/contract/causes/cure.ts'
import type { showAffected } from '@switchyard/contract/causes/affected.ts'
import type { previewCure as previewEndpoint } from '@switchyard/contract/causes/preview.ts'
import type { BodyInput, OutputOf } from '@switchyard/contract/endpoint.ts'
import type { listsOverview } from '@switchyard/contract/lists/overview.ts'
import type { putMapper } from '@switchyard/contract/mappers/put.ts'
import type { mapperUsage } from '@switchyard/contract/mappers/usage.ts'
import type { putPicklist } from '@switchyard/contract/picklists/put.ts'
import type { listUnknownValues } from '@switchyard/contract/picklists/unknown.ts'
import type { picklistUsage } from '@switchyard/contract/picklists/usage.ts'
import type { historyOf } from '@switchyard/contract/setup/history/list.ts'
import type { versionOf } from '@switchyard/contract/setup/history/show.ts'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Job } from './jobs.ts'
import { send } from './send.ts'

export type ListsOverview = OutputOf<typeof listsOverview>
export type PicklistRow = ListsOverview['picklists'][number]
export type MapperRow = ListsOverview['mappers'][number]
export type Picklist = OutputOf<typeof putPicklist>
export type PicklistDocument = BodyInput<typeof putPicklist>
export type Mapper = OutputOf<typeof putMapper>
export type MapperDocument = BodyInput<typeof putMapper>
export type PicklistUsage = OutputOf<typeof picklistUsage>
export type MapperUsage = OutputOf<typeof mapperUsage>
export type UnknownValues = OutputOf<typeof listUnknownValues>
export type UnknownValue = UnknownValues['values'][number]
export type History = OutputOf<typeof historyOf.picklist>
export type DocumentVersion = History['versions'][number]
export type VersionDetail = OutputOf<typeof versionOf.picklist>
export type CureBody = BodyInput<typeof cureCause>
export type CurePreview = OutputOf<typeof previewEndpoint>
export type Affected = OutputOf<typeof showAffected>
export type ListNoun = 'picklists' | 'mappers'

/** All of it is read again when a list or a mapper was written. */
export const listsKey = ['lists'] as const

export const listsQuery = queryOptions({
  queryKey: [...listsKey, 'overview'],
  queryFn: async ({ signal }) => send<ListsOverview>('GET', '/v1/lists', { signal }),
})

export function picklistDocumentQuery(key: string) {
  return queryOptions({
    queryKey: [...listsKey, 'picklists', key],
    queryFn: async ({ signal }) => send<Picklist>('GET', pathOf('picklists', key), { signal }),
    // Somebody writes in it: it changes when they ask for that.
    refetchOnWindowFocus: false,
  })
}

export function mapperDocumentQuery(key: string) {
  return queryOptions({
    queryKey: [...listsKey, 'mappers', key],
    queryFn: async ({ signal }) => send<Mapper>('GET', pathOf('mappers', key), { signal }),
    refetchOnWindowFocus: false,
  })
}

export function picklistUsageQuery(key: string) {
  return queryOptions({
    queryKey: [...listsKey, 'picklists', key, 'usage'],
    queryFn: async ({ signal }) => send<PicklistUsage>('GET', `${pathOf('picklists', key)}/usage`, { signal }),
  })
}

export function unknownValuesQuery(key: string) {
  return queryOptions({
    queryKey: [...listsKey, 'picklists', key, 'unknown'],
    queryFn: async ({ signal }) => send<UnknownValues>('GET', `${pathOf('picklists', key)}/unknown`, { signal }),
  })
}

export function mapperUsageQuery(key: string) {
  return queryOptions({
    queryKey: [...listsKey, 'mappers', key, 'usage'],
    queryFn: async ({ signal }) => send<MapperUsage>('GET', `${pathOf('mappers', key)}/usage`, { signal }),
  })
}

/** Newest first, page by page. */
export function historyQuery(noun: ListNoun, key: string) {
  return infiniteQueryOptions({
    queryKey: [...listsKey, noun, key, 'history'],
    queryFn: async ({ pageParam, signal }) =>
      send<History>('GET', `${pathOf(noun, key)}/history`, {
        query: pageParam === null ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })
}

export function versionQuery(noun: ListNoun, key: string, version: number) {
  return queryOptions({
    queryKey: [...listsKey, noun, key, 'history', version],
    queryFn: async ({ signal }) => send<VersionDetail>('GET', `${pathOf(noun, key)}/history/${version}`, { signal }),
    // What today's version would become depends on today.
    staleTime: 0,
  })
}

/** `seen`: the version that was edited, null for a new list. Throws ApiProblem 409 when somebody wrote it since. */
export async function writePicklist(key: string, body: PicklistDocument, seen: number | null): Promise<Picklist> {
  return send<Picklist>('PUT', pathOf('picklists', key), { body, headers: ifMatch(seen) })
}

export async function writeMapper(key: string, body: MapperDocument, seen: number | null): Promise<Mapper> {
  return send<Mapper>('PUT', pathOf('mappers', key), { body, headers: ifMatch(seen) })
}

export async function readPicklist(key: string): Promise<Picklist> {
  return send<Picklist>('GET', pathOf('picklists', key))
}

export async function readMapper(key: string): Promise<Mapper> {
  return send<Mapper>('GET', pathOf('mappers', key))
}

/** `newest`: the version that was looked at. */
export async function restoreVersion(
  noun: ListNoun,
  key: string,
  { version, reason, newest }: { version: number; reason: string; newest: number | null },
): Promise<unknown> {
  const body = reason === '' ? {} : { reason }
  const path = `${pathOf(noun, key)}/history/${version}/restore`
  return send('POST', path, { body, headers: ifMatch(newest) })
}

export async function removeList(noun: ListNoun, key: string): Promise<void> {
  await send('DELETE', pathOf(noun, key))
}

/** Says what a cure would make of the leads; changes nothing. */
export async function previewListCure(body: CureBody, signal?: AbortSignal): Promise<CurePreview> {
  return send<CurePreview>('POST', '/v1/causes/preview', { body, signal })
}

/** `key`: the same one for the same click. */
export async function runListCure(body: CureBody, key: string): Promise<Job> {
  return send<Job>('POST', '/v1/causes/cure', { body, headers: { 'idempotency-key': key } })
}

/** Leads that wait and that the changed document could let through. */
export async function readAffected(kind: 'picklist' | 'mapper', key: string, signal?: AbortSignal): Promise<Affected> {
  return send<Affected>('GET', '/v1/causes/affected', { query: { kind, key }, signal })
}

/** Checks those again, in a job. `clickKey`: the same one for the same click. */
export async function recheckAffected(kind: 'picklist' | 'mapper', key: string, clickKey: string): Promise<Job> {
  const headers = { 'idempotency-key': clickKey }
  return send<Job>('POST', '/v1/causes/recheck', { body: { kind, key }, headers })
}

function ifMatch(version: number | null): Readonly<Record<string, string>> {
  return { 'if-match': version === null ? '"none"' : `"${version}"` }
}

function pathOf(noun: ListNoun, key: string): string {
  return `/v1/${noun}/${encodeURIComponent(key)}`
}
