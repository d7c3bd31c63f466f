import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from '../data/apiProblem.ts'

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // The session ended while a screen was open: forget who it was, and the shell asks for the sign-in.
      if (isSignedOut(error) && query.queryKey[0] !== 'me') void queryClient.invalidateQueries({ queryKey: ['me'] })
    },
  }),
  defaultOptions: {
    queries: {
      // A refusal does not change by asking again; a server that is away may come back.
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiProblem) || isPassing(error.status)),
      retryDelay: (failures) => 500 * 2 ** failures,
      refetchOnWindowFocus: true,
    },
  },
})

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401
}

function isPassing(status: number): boolean {
  return status === 0 || status === 429 || status >= 502
}
