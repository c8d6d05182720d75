import { failureFrom, url } from '@basinet/console/api/client.ts'
import type { PrintQuality } from '../../contract.ts'

export interface Part {
  readonly part: number
  readonly finger: number | null
  readonly impression: 'rolled' | 'plain'
  readonly image: boolean
  readonly absent: 'missing' | 'bandaged' | null
}

export type Assessment =
  | { readonly kind: 'image'; readonly quality: PrintQuality }
  | { readonly kind: 'transaction'; readonly parts: readonly Part[] }

/** What the engine says of a file before it is kept, so that a poor print is taken again while the finger is there. */
export async function assess(file: File): Promise<Assessment> {
  const response = await fetch(url('/fingerprints/assess'), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'x-basinet': '1', 'content-type': 'application/octet-stream' },
    body: file,
  })
  if (!response.ok) throw await failureFrom(response)
  return (await response.json()) as Assessment
}
