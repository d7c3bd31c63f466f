import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { listMappers } from '@switchyard/contract/mappers/list.ts'
import { queryOptions } from '@tanstack/react-query'
import { send } from './send.ts'

/** Keys of the mappers, sorted. */
export const mappersQuery = queryOptions({
  queryKey: ['setup', 'mappers'],
  queryFn: async ({ signal }) =>
    (await send<OutputOf<typeof listMappers>>('GET', '/v1/mappers', { signal })).mappers.map(({ key }) => key),
  staleTime: 60_000,
})
