import type { Result } from '@basinet/kernel/contract'
import type { Tx } from '@basinet/kernel/store'

/** The newest of something that moves, under an own record that says to whom it is given. */
export interface LiveContent {
  /** The own record under whose label it goes; who holds a copy of that gets this, and nobody else. */
  readonly record: string
  /** A map of plain values (CBOR); at most a few kilobytes. */
  readonly content: Readonly<Record<string, unknown>>
}

export interface LiveArrived {
  readonly record: string
  /** Revision of the record the sender had when it sent. */
  readonly rev: number
  readonly owner: string
  /** What the owner says; checked by the taker, since another nation wrote it. */
  readonly content: unknown
}

/**
 * What a capability sends live on the lane of tracks, beside the record that releases it. It goes under the record's own type, so that
 * the same agreement, label, recall and lease hold it: at sending, at ingest, and at reading by the taker's own table.
 */
export interface LiveKind {
  /** Record type under which it goes. */
  readonly type: string
  /** What is new since the last call, of every record that gives something now. Runs outside the network's transaction. */
  collect(): Promise<readonly LiveContent[]>
  /** Keeps what a partner sent, in the transaction of its frame. Errors: why it is not taken. */
  take(tx: Tx, arrived: LiveArrived): Promise<Result<null>>
}
