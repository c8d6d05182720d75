import { apiUpload } from '@basinet/console/api/client.ts'
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
  return (await (await apiUpload('/fingerprints/assess', file)).json()) as Assessment
}
