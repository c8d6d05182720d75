import { apiGet } from '@basinet/console/api/client.ts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { PartnerTrack } from '../../contract.ts'

const AGAIN_MS = 5_000

/** Tracks that partners give, with their newest positions. */
export function usePartnerTracks(): UseQueryResult<{ readonly items: readonly PartnerTrack[] }> {
  return useQuery({
    queryKey: ['partner-watch', 'tracks'],
    queryFn: ({ signal }) => apiGet<{ items: PartnerTrack[] }>('/partner-watch/tracks', undefined, signal),
    refetchInterval: AGAIN_MS,
  })
}
