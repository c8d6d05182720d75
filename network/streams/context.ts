import type { Envelope, ReceivingKeys, SendingKeys, Signer } from '../wire/index.ts'
import type { RegisterState } from '../register/index.ts'
import type { Room } from './lanes.ts'
import type { EnvelopeMeta, StreamTx } from './store.ts'
import type { StreamEvent } from './event.ts'

/** What the handlers of a received envelope say. */
export type Taken =
  | { readonly kind: 'applied' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Kept, and handed over again by `retryParked`. */
  | { readonly kind: 'parked'; readonly reason: string }

export interface Received {
  readonly from: string
  readonly seq: number
  readonly envelope: Envelope
}

/** Policy, asked at every step again. Null: allowed; otherwise the reason. */
export interface StreamPolicy {
  /** At send: may this still leave for `to`? */
  mayLeave(meta: EnvelopeMeta, to: string, at: number): string | null
  /** At ingest: may this node hold it? */
  mayHold(envelope: Envelope, at: number): string | null
}

/** Everything a node's streams need, handed in: the simulator and production differ here and nowhere else. */
export interface StreamContext<Tx extends StreamTx> {
  readonly me: string
  readonly signer: () => Signer
  readonly sending: SendingKeys
  readonly receiving: ReceivingKeys
  readonly register: () => RegisterState
  readonly policy: StreamPolicy
  /**
   * Asked beside the policy when envelopes get a number and when they leave: ids of those whose record its label has taken
   * back since, as the database has it in this very transaction. Absent: none.
   */
  readonly takenBack?: (tx: Tx, metas: readonly EnvelopeMeta[], to: string) => Promise<ReadonlySet<string>>
  /** Effects of envelopes, in the transaction that stores their frames, in the order of the stream. One answer each. */
  readonly ingest: (tx: Tx, received: readonly Received[]) => Promise<Taken[]>
  /** False for a type or major version of a later time: it is parked. */
  readonly understands: (type: string, version: number) => boolean
  /** In the transaction it is about: for the audit. */
  readonly record: (tx: Tx, event: StreamEvent) => Promise<void>
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly room: () => Room
}
