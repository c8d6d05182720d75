/** Text lines, or octets whose datagrams and files must reach the consumer as they are. */
export type Framing = 'lines' | 'octets'

/** Takes the bytes of one connection or sender; lines and multi-sentence messages never cross streams. */
export interface StreamSink {
  /** A returned promise asks the source to wait; a source that cannot wait keeps a bounded queue and counts what it loses. */
  push(bytes: Uint8Array): void | Promise<void>
  end(): void
}

/** What a transport tells its feed. */
export interface TransportEvents {
  up(): void
  down(reason: string): void
  open(stream: string): StreamSink
  lost(bytes: number): void
  /** Where a file or replay stands: everything before `offset` has been pushed. */
  cursor(cursor: FileCursor): void
}

/** Place in a file that a restart goes on from. */
export interface FileCursor {
  readonly inode: number
  readonly offset: number
}

/** Time and chance are handed in. */
export interface FeedClock {
  /** Unix milliseconds. */
  now(): number
  /** Resolves after the time, or at once when aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
  /** In [0, 1). */
  random(): number
}

export interface Source {
  readonly address: string
  /**
   * Runs until the signal aborts, through every outage; resolves earlier only at the end of a file. An outside failure
   * is told through `down` and tried again.
   */
  run(events: TransportEvents, signal: AbortSignal): Promise<void>
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
