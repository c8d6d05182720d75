import type { HttpAnswer } from '@basinet/transparency-log'

/**
 * One witness as the log's node reaches it. Every method answers null when the witness cannot be reached in the time the caller
 * gives it; it never throws for that.
 */
export interface WitnessPort {
  /** Its name in the policy. */
  readonly name: string
  addCheckpoint(body: string): Promise<HttpAnswer | null>
  /** Its latest cosigned checkpoint of a log; the note is null when it never cosigned one. */
  checkpoint(origin: string): Promise<{ readonly note: string | null } | null>
  addLeaves(body: Uint8Array): Promise<HttpAnswer | null>
  /** Leaf hashes it mirrors; null also when it has not all of them. */
  leaves(origin: string, begin: number, end: number): Promise<readonly Uint8Array[] | null>
}
