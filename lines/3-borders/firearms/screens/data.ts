import { apiGet, type Query } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Candidate } from '../contract.ts'

export type Stored<B> = Omit<AnyRecord, 'body'> & { readonly body: B }

export function useList<B>(type: string, query: Query): UseQueryResult<Page<Stored<B>>> {
  return useQuery({
    queryKey: keys.list(type, query),
    queryFn: ({ signal }) => apiGet<Page<Stored<B>>>(`/records/${type}`, { limit: 100, ...query }, signal),
  })
}

/** Firearms that may be the one described; nothing is asked without a serial number. */
export function useCandidates(
  wanted: Readonly<Record<'serial' | 'make' | 'model' | 'calibre', string>>,
): UseQueryResult<{ items: readonly Candidate[] }> {
  return useQuery({
    queryKey: [...keys.lists('firearm'), 'candidates', wanted],
    queryFn: ({ signal }) => {
      const given = Object.fromEntries(Object.entries(wanted).filter(([, text]) => text !== ''))
      return apiGet<{ items: readonly Candidate[] }>('/firearms/candidates', given, signal)
    },
    enabled: wanted.serial !== '',
  })
}
