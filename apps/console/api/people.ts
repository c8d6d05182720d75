import { useDebouncedValue } from '@mantine/hooks'
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

const PAUSE_MS = 250

/** Active colleagues whose name holds the words, for a picker; those already chosen are always among them. */
export function useColleagues(
  words: string,
  chosen: readonly string[],
): { people: readonly PersonRef[]; failed: boolean } {
  const [asked] = useDebouncedValue(words, PAUSE_MS)
  const { data, isError } = useQuery({
    queryKey: ['people', 'offer', asked],
    queryFn: () => apiGet<{ items: PersonRef[] }>('/people', { q: asked }),
    staleTime: 60_000,
  })
  const items = data?.items ?? []
  const own = usePeople(chosen)
  const missing = [...own.values()].filter((person) => !items.some((item) => item.id === person.id))
  return { people: [...missing, ...items], failed: isError }
}
