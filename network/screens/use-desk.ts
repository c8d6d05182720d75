import { apiGet } from '@basinet/console/api/client.ts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'

const REFRESH_MS = 5_000

/** One of the desk's answers, asked for again while the page is open. */
export function useDesk<T>(part: 'desk' | 'left' | 'recalls' | 'agreements'): UseQueryResult<T> {
  return useQuery({
    queryKey: ['network', part],
    queryFn: ({ signal }) => apiGet<T>(`/network/${part}`, undefined, signal),
    refetchInterval: REFRESH_MS,
  })
}
