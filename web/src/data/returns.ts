import type { OutputOf } from '@switchyard/contract/endpoint.ts'
import type { showReturnReasons } from '@switchyard/contract/returns/show.ts'
import { queryOptions } from '@tanstack/react-query'
import { send } from './send.ts'

/** The words that a return may be given as its reason. */
export const returnReasonsQuery = queryOptions({
  queryKey: ['setup', 'returnReasons'],
  queryFn: async ({ signal }) => send<OutputOf<typeof showReturnReasons>>('GET', '/v1/return-reasons', { signal }),
  staleTime: 60_000,
})
