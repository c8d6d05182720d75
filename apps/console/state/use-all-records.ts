import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { apiGet } from '../api/client.ts'
import { keys } from '../api/keys.ts'
import type { AnyRecord, Page } from '../api/types.ts'
import { highestLabel } from '../parts/record/highest-label.ts'
import { useScreenLabel } from './screen-label.ts'

const PAGE = 500
/** Records a page works with at once; past them it says nothing rather than something of a part. */
const ALL_MAX = 20_000
export type Kept<T> = AnyRecord & { readonly body: T }

/** Every record of a type that one may read, for a page that counts or balances them. */
export function useAllRecords<T>(type: string): UseQueryResult<{ readonly items: readonly Kept<T>[] }> {
  const query = useQuery({
    queryKey: [...keys.lists(type), 'all'],
    queryFn: ({ signal }) => readAll<T>(type, signal),
  })
  useScreenLabel(highestLabel((query.data?.items ?? []).map((record) => record.label)))
  return query
}

async function readAll<T>(type: string, signal: AbortSignal): Promise<{ items: Kept<T>[] }> {
  const items: Kept<T>[] = []
  let cursor: string | null = null
  do {
    const page: Page<Kept<T>> = await apiGet(`/records/${type}`, { limit: PAGE, cursor }, signal)
    items.push(...page.items)
    cursor = page.next
    if (items.length > ALL_MAX) throw new RangeError(`more than ${ALL_MAX} records of ${type}`)
  } while (cursor !== null)
  return { items }
}
