import { useQuery } from '@tanstack/react-query'
import { apiGet } from '../../api/client.ts'

/** Kinds of event the node declares. */
export function useAuditKinds(): readonly string[] {
  const { data } = useQuery({
    queryKey: ['audit', 'kinds'],
    queryFn: () => apiGet<Record<string, string>>('/audit/kinds'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return Object.keys(data ?? {})
}
