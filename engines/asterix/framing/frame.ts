import type { AsterixProblem } from '../stream/api.ts'

/** What a recording or datagram carries: a chain of blocks. */
export interface Payload {
  readonly bytes: Uint8Array
  /** Where the payload begins in the input. */
  readonly at: number
  readonly timeMs: number | null
  readonly source: string | null
}

export interface FrameSink {
  payload(payload: Payload): void
  problem(problem: AsterixProblem): void
}

/** Takes a recording apart. `run` gives the number of octets done; `last` says that nothing follows. */
export interface Framer {
  run(bytes: Uint8Array, at: number, last: boolean): number
}
