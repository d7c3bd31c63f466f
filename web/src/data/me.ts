import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { showMe } from '@switchyard/contract/me/show.ts'
import { queryOptions } from '@tanstack/react-query'
import { send } from './send.ts'

export type Me = OutputOf<typeof showMe>

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => send<Me>('GET', '/v1/me', { signal }),
  staleTime: 5 * 60_000,
  retry: false,
})

export async function signIn(email: string, password: string): Promise<void> {
  await send('POST', '/v1/session', { body: { email, password } })
}

export async function signOut(): Promise<void> {
  await send('DELETE', '/v1/session')
}

export async function saveTimezone(timezone: string): Promise<Me> {
  return send<Me>('PATCH', '/v1/me', { body: { timezone } })
}
