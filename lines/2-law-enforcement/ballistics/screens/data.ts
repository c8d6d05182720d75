import { apiGet, type Query } from '@basinet/console/api/client.ts'
import { sendCommand } from '@basinet/console/api/command.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import type { Specimen } from '../contract.ts'

export type Stored<B> = Omit<AnyRecord, 'body'> & { readonly body: B }

/** Work in the background is looked after this often while it runs. */
const LOOK_MS = 1500
const NAMES_MAX = 500

export function useOne<B>(
  type: string,
  id: string,
  watched: (body: B) => boolean = () => false,
): UseQueryResult<{ record: Stored<B> }> {
  return useQuery({
    queryKey: keys.record(type, id),
    queryFn: ({ signal }) => apiGet<{ record: Stored<B> }>(`/records/${type}/${id}`, undefined, signal),
    refetchInterval: (query) => {
      const body = query.state.data?.record.body
      return body !== undefined && watched(body) ? LOOK_MS : false
    },
  })
}

export function useList<B>(type: string, query: Query): UseQueryResult<Page<Stored<B>>> {
  return useQuery({
    queryKey: keys.list(type, query),
    queryFn: ({ signal }) => apiGet<Page<Stored<B>>>(`/records/${type}`, { limit: 100, ...query }, signal),
  })
}

/** Numbers of specimens by their id; one that is not among the latest is called by its id. */
export function useNumbers(): (id: string) => string {
  const { data } = useList<Specimen>('ballistic-specimen', { limit: NAMES_MAX })
  const numbers = new Map((data?.items ?? []).map(({ id, body }) => [id, body.number]))
  return (id) => numbers.get(id) ?? id.slice(0, 8)
}

/** Gives a command and reads anew what it touched. */
export function useGive(): (
  name: string,
  input: object,
  on?: { readonly id: string; readonly rev: number },
) => Promise<string> {
  const queries = useQueryClient()
  return async (name, input, on) => {
    const receipt = await sendCommand({
      name,
      commandId: crypto.randomUUID(),
      input: input as Record<string, unknown>,
      ...(on === undefined ? {} : { recordId: on.id, expectedRev: on.rev }),
    })
    await queries.invalidateQueries({ queryKey: ['record'] })
    await queries.invalidateQueries({ queryKey: ['list'] })
    return receipt.recordId
  }
}
