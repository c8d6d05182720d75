import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { apiGet, ApiFailure } from './client.ts'
import { keys } from './keys.ts'
import type { Catalogue, Me } from './types.ts'

export const sessionQuery = {
  queryKey: keys.session,
  /** null = nobody is signed in, which is an answer and not an error. */
  queryFn: async (): Promise<Me | null> => {
    try {
      return await apiGet<Me>('/session')
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000,
} as const

export const catalogueQuery = {
  queryKey: keys.catalogue,
  queryFn: () => apiGet<Catalogue>('/catalogue'),
  staleTime: 5 * 60_000,
} as const

export function useSession(): UseQueryResult<Me | null> {
  return useQuery(sessionQuery)
}

/** The signed-in person; only for pages behind the sign-in gate. */
export function useMe(): Me {
  const { data } = useQuery(sessionQuery)
  if (data === null || data === undefined)
    throw new Error('BUG: a page behind sign-in was drawn without a session')
  return data
}

export function useCatalogue(): UseQueryResult<Catalogue> {
  return useQuery(catalogueQuery)
}
