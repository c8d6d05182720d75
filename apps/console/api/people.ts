import { useQuery } from '@tanstack/react-query'
import { apiGet } from './client.ts'
import { keys } from './keys.ts'
import type { PersonRef } from './types.ts'

/** Most ids asked for in one question; a screen with more shows the rest by their short id. */
const IDS_MAX = 100

/** Names for person ids; what cannot be read stays an id. */
export function usePeople(ids: readonly (string | null | undefined)[]): ReadonlyMap<string, PersonRef> {
  const wanted = [...new Set(ids.filter((id): id is string => typeof id === 'string' && id !== ''))]
    .toSorted()
    .slice(0, IDS_MAX)
  const { data } = useQuery({
    queryKey: keys.people(wanted),
    queryFn: () => apiGet<{ items: PersonRef[] }>('/people', { ids: wanted.join(',') }),
    enabled: wanted.length > 0,
    staleTime: 5 * 60_000,
  })
  return new Map((data?.items ?? []).map((person) => [person.id, person]))
}
