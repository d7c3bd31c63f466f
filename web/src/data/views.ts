import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { listViews } from '@switchyard/contract/views/list.ts'
import { queryOptions } from '@tanstack/react-query'
import { send } from './send.ts'

type ViewList = OutputOf<typeof listViews>
export type SavedView = ViewList['views'][number]
export type ViewDraft = Pick<SavedView, 'name' | 'shared' | 'search' | 'columns' | 'density'>

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async ({ signal }) => (await send<ViewList>('GET', '/v1/views', { signal })).views,
  staleTime: 60_000,
})

export async function saveView(key: string, draft: ViewDraft): Promise<SavedView> {
  return send<SavedView>('PUT', viewPath(key), { body: draft })
}

export async function removeView(key: string): Promise<void> {
  await send('DELETE', viewPath(key))
}

function viewPath(key: string): string {
  return `/v1/views/${encodeURIComponent(key)}`
}
