import type { Label } from '@basinet/kernel/contract'
import type { Gone, Lane } from '../wire/index.ts'

/** What the sender still knows of an envelope it has sealed: enough to ask the policy again before it leaves. */
export interface EnvelopeMeta {
  readonly id: string
  readonly type: string
  readonly version: number
  readonly to: readonly string[]
  readonly agreement: { readonly id: string; readonly version: number } | null
  readonly purpose: string | null
  readonly label: Label
  readonly created: number
  readonly record: { readonly id: string; readonly rev: number } | null
}

/** A sealed envelope of the outbox; content is gone when `gone` says why. */
export interface OutEnvelope {
  readonly hash: Uint8Array
  readonly sealed: Uint8Array | null
  readonly gone: Gone | null
  readonly meta: EnvelopeMeta
}

/** Waits for a place in a stream. Numbered late, so that what was withdrawn in time leaves no trace in the stream. */
export interface Pending {
  readonly id: number
  readonly envelope: Uint8Array
  /** On lane 2: a newer position of the same track takes this one's place. */
  readonly track: string | null
  readonly at: number
}

export interface OutStream {
  readonly to: string
  readonly lane: Lane
  /** Last frame numbered, and the hash of the chain there. */
  readonly seq: number
  readonly hash: Uint8Array
  /** Last frame the receiver has on its disk, as it signed. */
  readonly acked: number
  readonly credit: number
  /** Time in the newest receipt, on the receiver's clock. */
  readonly receiptAt: number
  /** After a restore: nothing is numbered before the receiver has said how far it has the stream. */
  readonly resync: boolean
  /** Below this frame nothing is known here: 0, or where a restored node went on; and the hash of the chain there. */
  readonly baseSeq: number
  readonly baseHash: Uint8Array
}

export interface OutFrame {
  readonly seq: number
  readonly envelope: Uint8Array
  readonly hash: Uint8Array
}

export interface InStream {
  readonly from: string
  readonly lane: Lane
  readonly seq: number
  readonly hash: Uint8Array
  /** The sender's signed head at `seq`: proof against a sender that says otherwise, and what it resumes from after a loss. */
  readonly head: Uint8Array | null
}

/**
 * applied: its effects are in. parked: kept until this node understands it. refused: not taken, content not kept. gone: came
 * without content, or content was withdrawn since. missing: damaged, asked for again. failed: a fault of this node, kept.
 */
export const IN_STATES = ['applied', 'parked', 'refused', 'gone', 'missing', 'failed'] as const
export type InState = (typeof IN_STATES)[number]

export interface InFrame {
  readonly seq: number
  readonly envelope: Uint8Array
  readonly hash: Uint8Array
  readonly state: InState
  readonly reason: string | null
}

/** Bytes a frame costs beside its envelope: hash, heads of the encoding. */
export const FRAME_BYTES = 48

/** A sealed envelope kept by its receiver. */
export interface InEnvelope {
  readonly hash: Uint8Array
  readonly sealed: Uint8Array
  readonly record: string | null
  readonly agreement: string | null
}

/** Content to take out of queues and archives. */
export interface Selection {
  readonly record?: string
  readonly agreement?: string
}

/** One transaction on a node's streams. Rows given back are never changed in place. */
export interface StreamTx {
  outStream(to: string, lane: Lane): Promise<OutStream>
  saveOutStream(stream: OutStream): Promise<void>
  outStreams(): Promise<OutStream[]>
  putOutEnvelope(envelope: OutEnvelope): Promise<void>
  /** In no order; those that are not there are left out. */
  outEnvelopes(hashes: readonly Uint8Array[]): Promise<OutEnvelope[]>
  /** Takes content out of the outbox and what waits of it out of the queues; how many envelopes. */
  withdrawOut(selection: Selection, gone: Gone): Promise<number>
  /**
   * Takes the content of envelopes made before `before` out of the outbox where every recipient has them on its disk; at most
   * `limit`. How many.
   */
  forgetDelivered(before: number, limit: number): Promise<number>
  addPending(to: string, lane: Lane, envelope: Uint8Array, track: string | null, at: number): Promise<void>
  /** Oldest first: at most `limit`, and no more than make about `maxBytes` sealed, but one at least. */
  pending(to: string, lane: Lane, limit: number, maxBytes?: number): Promise<Pending[]>
  dropPending(to: string, lane: Lane, ids: readonly number[]): Promise<void>
  addOutFrames(to: string, lane: Lane, frames: readonly OutFrame[]): Promise<void>
  outFrames(to: string, lane: Lane, first: number, limit: number): Promise<OutFrame[]>

  inStream(from: string, lane: Lane): Promise<InStream>
  saveInStream(stream: InStream): Promise<void>
  inStreams(): Promise<InStream[]>
  putInFrames(from: string, lane: Lane, frames: readonly InFrame[]): Promise<void>
  inFrames(from: string, lane: Lane, first: number, limit: number): Promise<InFrame[]>
  inFramesIn(from: string, lane: Lane, state: InState, limit: number): Promise<InFrame[]>
  keepInEnvelopes(envelopes: readonly InEnvelope[]): Promise<void>
  inEnvelope(hash: Uint8Array): Promise<InEnvelope | null>
  /** Drops kept envelopes and says so in their frames; how many envelopes. */
  withdrawIn(selection: Selection, reason: string): Promise<number>
  /** Which of these envelope ids of a sender have had their effect. */
  seen(from: string, ids: readonly string[]): Promise<Set<string>>
  markSeen(from: string, ids: readonly string[]): Promise<void>
}

/** Thrown by `transact` when the disk takes no more; nothing of the transaction is there. */
export class DiskFull extends Error {}

export interface StreamStore<Tx extends StreamTx> {
  /** Runs `work` atomically, one at a time; resolves when it is on disk. Throws what `work` throws, having undone it. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}
