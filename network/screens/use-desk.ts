import { apiGet, type Query } from '@basinet/console/api/client.ts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'

const REFRESH_MS = 5_000

/** One of the network's answers, asked for again while the page is open. */
export function useDesk<T>(part: string, query?: Query): UseQueryResult<T> {
  return useQuery({
    queryKey: ['network', part, query ?? null],
    queryFn: ({ signal }) => apiGet<T>(`/network/${part}`, query, signal),
    refetchInterval: REFRESH_MS,
  })
}

/** One that changes only when somebody does something. */
export function useOnce<T>(part: string, query?: Query): UseQueryResult<T> {
  return useQuery({
    queryKey: ['network', part, query ?? null],
    queryFn: ({ signal }) => apiGet<T>(`/network/${part}`, query, signal),
  })
}
