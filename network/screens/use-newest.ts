import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'

const SHOWN_MAX = 100
const AGAIN_MS = 5_000

export type Row<B> = AnyRecord & { readonly body: B }

/** The newest records of a type, own and of partners, looked at again while the page is open. */
export function useNewestOf<B>(type: string): UseQueryResult<Page<Row<B>>> {
  return useQuery({
    queryKey: [...keys.lists(type), 'newest-of'],
    queryFn: ({ signal }) => apiGet<Page<Row<B>>>(`/records/${type}`, { limit: SHOWN_MAX }, signal),
    refetchInterval: AGAIN_MS,
  })
}
