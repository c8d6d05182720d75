import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useQueries } from '@tanstack/react-query'

/** Titles of records by their id, as their reader may read them; others are called by the beginning of their id. */
export function useLongNames(type: string, ids: readonly string[]): (id: string) => string {
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: keys.record(type, id),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        apiGet<{ record: { title: string } }>(`/records/${type}/${id}`, undefined, signal),
      retry: false,
    })),
  })
  const titles = new Map(ids.map((id, i) => [id, found[i]?.data?.record.title]))
  return (id) => titles.get(id) ?? id.slice(0, 8)
}
