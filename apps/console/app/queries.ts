import { QueryClient } from '@tanstack/react-query'
import { ApiFailure } from '../api/client.ts'

/** What was refused stays refused; only an unreachable node is asked again, and then without end by the live stream. */
const RETRIES = 2

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      refetchOnWindowFocus: true,
      // The node is often on the same machine or a closed network: the browser's "offline" says nothing about it.
      networkMode: 'always',
      retry: (count, error) =>
        count < RETRIES && error instanceof ApiFailure && (error.status === 0 || error.status >= 500),
    },
    mutations: { networkMode: 'always' },
  },
})
