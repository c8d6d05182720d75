import type { Lane } from '../wire/index.ts'

/** What happens on streams and belongs in the audit. Ids and codes; never content. */
export type StreamEvent =
  | {
      readonly kind: 'queued'
      readonly to: readonly string[]
      readonly lane: Lane
      readonly envelope: string
    }
  /** Policy no longer let it leave. */
  | {
      readonly kind: 'withheld'
      readonly to: string
      readonly lane: Lane
      readonly envelope: string
      readonly reason: string
    }
  | {
      readonly kind: 'applied' | 'refused' | 'parked' | 'failed'
      readonly from: string
      readonly lane: Lane
      readonly seq: number
      readonly envelope: string | null
      readonly reason: string | null
    }
  /** A stored or received envelope did not have its hash, and is asked for again. */
  | {
      readonly kind: 'damaged'
      readonly side: 'in' | 'out'
      readonly peer: string
      readonly lane: Lane
      readonly seq: number
    }
  /** The other side signed two different streams: a red alarm. */
  | { readonly kind: 'fork'; readonly peer: string; readonly lane: Lane; readonly seq: number }
  /** The receiver knows more of our stream than we do: we were restored, and go on above it. */
  | { readonly kind: 'resumed'; readonly peer: string; readonly lane: Lane; readonly seq: number }
