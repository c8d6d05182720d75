import { useQuery } from '@tanstack/react-query'
import { apiGet } from './client.ts'
import { keys } from './keys.ts'
import { useCatalogue } from './session.ts'
import type { AnyRecord, Page } from './types.ts'

/** Most agencies and units named; beyond, an id stays an id. */
const OFFICES_MAX = 200

function useTitles(type: string, wanted: boolean): readonly AnyRecord[] {
  const { data: catalogue } = useCatalogue()
  const { data } = useQuery({
    queryKey: [...keys.lists(type), 'titles'],
    queryFn: () => apiGet<Page<AnyRecord>>(`/records/${type}`, { limit: OFFICES_MAX }),
    enabled: wanted && catalogue?.records[type] !== undefined,
    staleTime: 30 * 60_000,
  })
  return data?.items ?? []
}

/** Titles of agencies and units by id, read once and kept; empty where they may not be read. */
export function useOffices(wanted = true): ReadonlyMap<string, string> {
  const all = [...useTitles('agency', wanted), ...useTitles('unit', wanted)]
  return new Map(all.map((record) => [record.id, record.title]))
}
