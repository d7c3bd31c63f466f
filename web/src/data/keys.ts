import type { BodyInput, OutputOf } from '@switchyard/contract/endpoint.ts'
import type { createKey as createKeyEndpoint } from '@switchyard/contract/keys/create.ts'
import type { listKeys } from '@switchyard/contract/keys/list.ts'
import { queryOptions } from '@tanstack/react-query'
import { send } from './send.ts'

type KeyList = OutputOf<typeof listKeys>
export type ApiKey = KeyList['keys'][number]
export type NewKey = BodyInput<typeof createKeyEndpoint>
/** With the key itself: the server tells it this once and keeps only its hash. */
export type MadeKey = OutputOf<typeof createKeyEndpoint>

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async ({ signal }) => (await send<KeyList>('GET', '/v1/keys', { signal })).keys,
})

export async function createKey(key: NewKey): Promise<MadeKey> {
  return send<MadeKey>('POST', '/v1/keys', { body: key })
}

export async function revokeKey(id: string): Promise<void> {
  await send('DELETE', `/v1/keys/${encodeURIComponent(id)}`)
}
