import type { Chain, ChainEvent, Exhibit } from '@basinet/kernel/custody/contract'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { apiGet } from '../../api/client.ts'
import { keys } from '../../api/keys.ts'
import type { AnyRecord } from '../../api/types.ts'

/** An exhibit, its steps in order, and what following them found. */
export interface ExhibitChain {
  readonly exhibit: AnyRecord & { readonly body: Exhibit }
  readonly events: readonly ChainEvent[]
  readonly chain: Chain
}

/** The chain as the node followed it; it is asked anew whenever the exhibit changes. */
export function useChain(id: string): UseQueryResult<ExhibitChain> {
  return useQuery({
    queryKey: keys.recordPart('exhibit', id, 'chain'),
    queryFn: ({ signal }) => apiGet<ExhibitChain>(`/custody/${id}`, undefined, signal),
  })
}

/** Everybody a chain names by an account. */
export function peopleOf(events: readonly ChainEvent[]): string[] {
  return events.flatMap(({ body }) =>
    [body.by, body.second, body.from?.person, body.to?.person].filter(
      (id): id is string => typeof id === 'string',
    ),
  )
}
