import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { PartnerTrack } from '@basinet/picture/contract'
import { AGAIN_MS } from './words.ts'

const SHOWN_MAX = 100

/** The newest records of a type, own and of partners, looked at again while the page is open. */
export function useNewest<B>(
  type: string,
  filter: Readonly<Record<string, string>> = {},
): UseQueryResult<Page<AnyRecord & { readonly body: B }>> {
  return useQuery({
    queryKey: [...keys.lists(type), 'newest', filter],
    queryFn: ({ signal }) =>
      apiGet<Page<AnyRecord & { readonly body: B }>>(
        `/records/${type}`,
        { ...filter, limit: SHOWN_MAX },
        signal,
      ),
    refetchInterval: AGAIN_MS,
  })
}

/** Tracks partners give, with their newest positions. */
export function usePartnerTracks(): UseQueryResult<{ readonly items: readonly PartnerTrack[] }> {
  return useQuery({
    queryKey: ['partner-watch', 'tracks'],
    queryFn: ({ signal }) => apiGet<{ items: PartnerTrack[] }>('/partner-watch/tracks', undefined, signal),
    refetchInterval: AGAIN_MS,
  })
}
