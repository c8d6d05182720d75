import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { apiGet, type Query } from './client.ts'
import { keys } from './keys.ts'
import type { AnyRecord, AuditItem, FileItem, HistoryItem, Page, RecordPage, Thread } from './types.ts'

/** Rows asked for at a time; the list asks for the next page before the reader reaches the end. */
export const PAGE_ROWS = 200

export function useRecordList(
  type: string,
  query: Query,
  enabled = true,
): UseInfiniteQueryResult<InfiniteData<Page<AnyRecord>, string | null>> {
  return useInfiniteQuery({
    queryKey: keys.list(type, query),
    queryFn: ({ pageParam, signal }) =>
      apiGet<Page<AnyRecord>>(`/records/${type}`, { ...query, limit: PAGE_ROWS, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    enabled,
  })
}

export function useRecord(type: string, id: string): UseQueryResult<RecordPage> {
  return useQuery({
    queryKey: keys.record(type, id),
    queryFn: ({ signal }) => apiGet<RecordPage>(`/records/${type}/${id}`, undefined, signal),
  })
}

function usePart<T>(type: string, id: string, part: string, query?: Query): UseQueryResult<T> {
  return useQuery({
    queryKey: keys.recordPart(type, id, part),
    queryFn: ({ signal }) => apiGet<T>(`/records/${type}/${id}/${part}`, query, signal),
  })
}

export const useHistory = (type: string, id: string): UseQueryResult<{ items: HistoryItem[] }> =>
  usePart(type, id, 'history')
export const useThread = (type: string, id: string): UseQueryResult<Thread> =>
  usePart(type, id, 'thread', { depth: 2 })
export const useFiles = (type: string, id: string): UseQueryResult<{ items: FileItem[] }> =>
  usePart(type, id, 'files')
export const useRecordAudit = (type: string, id: string): UseQueryResult<{ items: AuditItem[] }> =>
  usePart(type, id, 'audit')
