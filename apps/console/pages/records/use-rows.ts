import { useQuery } from '@tanstack/react-query'
import { keys } from '../../api/keys.ts'
import { useRecordList } from '../../api/records.ts'
import type { AnyRecord, RecordType } from '../../api/types.ts'
import type { FlatSearch } from '../../app/search-params.ts'
import { valueAt } from '../../parts/table/cell.tsx'
import { plainText } from '../../parts/plain-text.ts'
import { chipsOf, queryOf, type Chip } from './list-query.ts'
import { ownListOf } from './own-lists.ts'

interface Rows {
  readonly rows: readonly AnyRecord[]
  /** The question as the six states are drawn from it. */
  readonly query: {
    data: unknown
    error: unknown
    dataUpdatedAt: number
    refetch: () => unknown
  }
  readonly more: (() => void) | null
  readonly loadingMore: boolean
}

/** What was found by words is narrowed here by the chips, as the node narrows a list. */
function fits(record: AnyRecord, { name, operator, value }: Chip, type: RecordType): boolean {
  const path = type.searched[name]?.path
  const found = path === undefined ? record.updatedAt : valueAt(record.body, path)
  if (found === null || found === undefined) return false
  const [a, b] = typeof found === 'number' ? [found, Number(value)] : [plainText(found), value]
  if (operator === 'in') return value.split(',').includes(plainText(found))
  if (operator === 'gte') return a >= b
  return operator === 'lte' ? a <= b : a === b
}

/** Rows of a list: pages from the node, or what its own search finds when there are words to look for. */
export function useRows(type: RecordType, search: FlatSearch): Rows {
  const own = ownListOf(type.type)
  const words = own === undefined ? '' : (search['q'] ?? '')
  const list = useRecordList(type.type, queryOf(search, type), words === '')
  const found = useQuery({
    queryKey: [...keys.lists(type.type), 'find', words],
    queryFn: ({ signal }) => own?.find(words, signal) ?? [],
    enabled: words !== '',
  })
  if (words !== '') {
    const chips = chipsOf(search, type)
    const rows = (found.data ?? []).filter((row) => chips.every((chip) => fits(row, chip, type)))
    return { rows, query: found, more: null, loadingMore: false }
  }
  return {
    rows: list.data?.pages.flatMap((page) => page.items) ?? [],
    query: list,
    more: list.hasNextPage ? () => void list.fetchNextPage() : null,
    loadingMore: list.isFetchingNextPage,
  }
}
