import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { apiGet } from './client.ts'
import { keys } from './keys.ts'
import type { Need } from './types.ts'

export function useNeeds(): UseQueryResult<{ items: readonly Need[] }> {
  return useQuery({
    queryKey: keys.needs,
    queryFn: ({ signal }) => apiGet<{ items: readonly Need[] }>('/needs', undefined, signal),
    staleTime: 15_000,
    refetchInterval: 60_000,
  })
}
