import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Certificate, Edition, Nomination } from '../contract.ts'

const MOST = 500

export type Kept<T> = Omit<AnyRecord, 'body'> & { readonly body: T }

function useList<T>(type: string, query: Readonly<Record<string, string>>): UseQueryResult<Page<Kept<T>>> {
  return useQuery({
    queryKey: [...keys.lists(type), query],
    queryFn: ({ signal }) => apiGet<Page<Kept<T>>>(`/records/${type}`, { ...query, limit: MOST }, signal),
  })
}

export const useEditions = (): UseQueryResult<Page<Kept<Edition>>> =>
  useList('course-edition', { sort: '-from' })
export const useNominations = (edition: string): UseQueryResult<Page<Kept<Nomination>>> =>
  useList('nomination', { 'f.edition': edition, sort: 'priority' })
export const useCertificates = (): UseQueryResult<Page<Kept<Certificate>>> =>
  useList('training-certificate', { sort: '-updatedAt' })
export const useIssued = (edition: string): UseQueryResult<Page<Kept<Certificate>>> =>
  useList('training-certificate', { 'f.code': edition, 'f.state': 'valid' })

function useOne<T>(type: string, id: string): UseQueryResult<{ readonly record: Kept<T> }> {
  return useQuery({
    queryKey: keys.record(type, id),
    queryFn: ({ signal }) => apiGet<{ record: Kept<T> }>(`/records/${type}/${id}`, undefined, signal),
  })
}

export const useEdition = (id: string): ReturnType<typeof useOne<Edition>> =>
  useOne<Edition>('course-edition', id)
export const useCertificate = (id: string): ReturnType<typeof useOne<Certificate>> =>
  useOne<Certificate>('training-certificate', id)
