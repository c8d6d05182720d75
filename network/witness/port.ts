import type { HttpAnswer } from '@basinet/transparency-log'
import type { LeafRun } from './mirror.ts'

/**
 * One witness as the log's node reaches it. Every method answers null when the witness cannot be reached in the time the caller
 * gives it; it never throws for that.
 */
export interface WitnessPort {
  /** Its name in the policy. */
  readonly name: string
  /** The leaves go with the checkpoint: a witness cosigns nothing whose leaves it does not hold. */
  addCheckpoint(body: string, leaves: LeafRun): Promise<HttpAnswer | null>
  /** The same for a log that was restored and goes on from `leaves.begin`: what this witness alone had cosigned is lost. */
  addRestored(body: string, leaves: LeafRun): Promise<HttpAnswer | null>
  /** Its latest cosigned checkpoint of a log; the note is null when it never cosigned one. */
  checkpoint(origin: string): Promise<{ readonly note: string | null } | null>
  /** Leaves it holds of a log. */
  held(origin: string): Promise<number | null>
  /** Leaf hashes it mirrors; `hashes` is null when it has not all of them. */
  leaves(
    origin: string,
    begin: number,
    end: number,
  ): Promise<{ readonly hashes: readonly Uint8Array[] | null } | null>
}
