import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'

const SHOWN_MAX = 500
export type Kept<T> = AnyRecord & { readonly body: T }

/** The newest records of a type, read together for a page. */
export function useAll<T>(type: string): UseQueryResult<Page<Kept<T>>> {
  const query = useQuery({
    queryKey: [...keys.lists(type), 'all'],
    queryFn: ({ signal }) => apiGet<Page<Kept<T>>>(`/records/${type}`, { limit: SHOWN_MAX }, signal),
  })
  useScreenLabel(highestLabel((query.data?.items ?? []).map((record) => record.label)))
  return query
}
