import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { showHome } from '@switchyard/contract/home/show.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { send } from './send.ts'

export type Home = OutputOf<typeof showHome>
export type Need = Home['needs'][number]
export type HomeAlert = Extract<Need, { kind: 'alert' }>['alert']
export type Figures = Home['today']

export const homeKey = ['home'] as const

/** The days are those of `timezone`. */
export function homeQuery(timezone: string) {
  return queryOptions({
    queryKey: [...homeKey, timezone],
    queryFn: async ({ signal }) => send<Home>('GET', '/v1/home', { query: { timezone }, signal }),
    placeholderData: keepPreviousData,
  })
}

export async function closeAlert(id: string): Promise<void> {
  await send('POST', `/v1/alerts/${encodeURIComponent(id)}/resolve`)
}
