import { apiGet, type Query } from '@basinet/console/api/client.ts'
import { sendCommand } from '@basinet/console/api/command.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'

export type Stored<B> = Omit<AnyRecord, 'body'> & { readonly body: B }

/** Work in the background is looked after this often while it runs. */
const LOOK_MS = 1500

export function useOne<B>(
  type: string,
  id: string | null,
  watched: (body: B) => boolean = () => false,
): UseQueryResult<{ record: Stored<B> }> {
  return useQuery({
    queryKey: keys.record(type, id ?? ''),
    queryFn: ({ signal }) => apiGet<{ record: Stored<B> }>(`/records/${type}/${id ?? ''}`, undefined, signal),
    enabled: id !== null,
    refetchInterval: (query) => {
      const body = query.state.data?.record.body
      return body !== undefined && watched(body) ? LOOK_MS : false
    },
  })
}

export function useList<B>(type: string, query: Query, enabled = true): UseQueryResult<Page<Stored<B>>> {
  return useQuery({
    queryKey: keys.list(type, query),
    queryFn: ({ signal }) => apiGet<Page<Stored<B>>>(`/records/${type}`, { limit: 100, ...query }, signal),
    enabled,
  })
}

export interface Readout {
  readonly width: number
  readonly height: number
  readonly quality: { readonly ppi: number; readonly value: number }
  readonly minutiae: readonly {
    readonly x: number
    readonly y: number
    readonly angle: number
    readonly is: 'ending' | 'bifurcation' | 'unsure'
  }[]
}

const partOf = (part: number | null): string => (part === null ? '' : `?part=${part}`)

/** Address of a print's picture. */
export const pictureOf = (file: string, part: number | null): string =>
  `/api/v1/fingerprints/prints/${file}/image${partOf(part)}`

/** What the engine reads in a print; an image never changes, so it is asked once. */
export function useReadout(
  file: string | null,
  part: number | null,
  ppi: number | null,
): UseQueryResult<Readout> {
  return useQuery({
    queryKey: ['print', file, part, ppi],
    queryFn: ({ signal }) => apiGet<Readout>(`/fingerprints/prints/${file ?? ''}`, { part, ppi }, signal),
    enabled: file !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Gives a command on a record and reads anew what it touched. */
export function useGive(): (
  name: string,
  input: object,
  on?: { readonly id: string; readonly rev: number; readonly reason?: string },
) => Promise<{ readonly id: string; readonly rev: number; readonly pending: boolean }> {
  const queries = useQueryClient()
  return async (name, input, on) => {
    const receipt = await sendCommand({
      name,
      commandId: crypto.randomUUID(),
      input: input as Record<string, unknown>,
      ...(on === undefined
        ? {}
        : {
            recordId: on.id,
            expectedRev: on.rev,
            ...(on.reason === undefined ? {} : { reason: on.reason }),
          }),
    })
    await queries.invalidateQueries({ queryKey: ['record'] })
    await queries.invalidateQueries({ queryKey: ['list'] })
    void queries.invalidateQueries({ queryKey: keys.needs })
    return { id: receipt.recordId, rev: receipt.rev, pending: receipt.pendingApproval !== undefined }
  }
}
