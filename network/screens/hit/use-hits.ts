import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'

const REFRESH_MS = 5_000
const SHOWN = 50

export interface Found<T> extends Omit<AnyRecord, 'body'> {
  readonly body: T
}

/** The newest records of a type, asked for again while the page is open. */
export function useNewest<T>(type: string, state?: string): UseQueryResult<readonly Found<T>[]> {
  const query = { limit: SHOWN, ...(state === undefined ? {} : { 'f.state': state }) }
  return useQuery({
    queryKey: [...keys.lists(type), 'hit-page', state ?? null],
    queryFn: async ({ signal }) =>
      (await apiGet<Page<AnyRecord>>(`/records/${type}`, query, signal)).items as unknown as Found<T>[],
    refetchInterval: REFRESH_MS,
  })
}
