import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiFailure } from '../api/client.ts'
import { keys } from '../api/keys.ts'

/** What was refused stays refused; only an unreachable node is asked again, and then without end by the live stream. */
const RETRIES = 2

/** A session that ended is met by whatever asks first; the gate then asks to sign in. Drafts stay. */
function onError(error: Error): void {
  if (error instanceof ApiFailure && error.code === 'http.signed-out')
    queries.setQueryData(keys.session, null)
}

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
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
