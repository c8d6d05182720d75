import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Foreign } from '@basinet/kernel/court'
import { apiGet } from './client.ts'
import type { AnyRecord } from './types.ts'

export interface CourtCopy {
  readonly record: AnyRecord
  /** What of it came from abroad, each with the decision that made it evidence. */
  readonly foreign: readonly Foreign[]
}

/** A record as a court may have it; fails while anything in it is intelligence only. Asked anew at each look. */
export function useCourtReady(type: string, id: string): UseQueryResult<CourtCopy> {
  return useQuery({
    queryKey: ['court', type, id],
    queryFn: ({ signal }) => apiGet<CourtCopy>(`/court/${type}/${id}`, undefined, signal),
    retry: false,
    gcTime: 0,
  })
}
