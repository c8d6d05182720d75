import { fail, ok, type Result } from '@basinet/kernel/contract'
import {
  openCheckpoint,
  originOf,
  sameHash,
  verifyConsistency,
  type Checkpoint,
  type Ed25519Verify,
  type TreeHasher,
  type VerifierKey,
} from '@basinet/transparency-log'

/**
 * `split-view`: the log signed two histories. `rollback`: it came with an older tree than it had shown before. `fork`: it came with
 * a newer tree and could not prove that it contains the one shown before.
 */
export type AlarmKind = 'split-view' | 'rollback' | 'fork'

/** A red alarm about a nation's log, sent to everybody. Both notes are signed by that log, so nobody can make one up. */
export interface LogAlarm {
  readonly severity: 'red'
  readonly kind: AlarmKind
  readonly origin: string
  readonly atMs: number
  /** signed checkpoint that was witnessed, then the one that does not follow from it */
  readonly notes: readonly [witnessed: string, offered: string]
  /**
   * Where the offered tree is the smaller one: the root its leaves have in the witnessed tree, and the consistency proof of
   * that. It makes the alarm prove itself to somebody who has neither tree.
   */
  readonly prefix: { readonly root: Uint8Array; readonly proof: readonly Uint8Array[] } | null
  readonly message: string
}

/** `proven`: the alarm shows by itself that the log signed two histories. `reported`: signed by the log, but the finder's word counts. */
export type AlarmWeight = 'proven' | 'reported'

/** Checks an alarm that another nation sent. Errors: `alarm.origin`, `alarm.contradiction`, and those of `openCheckpoint`. */
export function weighAlarm(
  alarm: LogAlarm,
  logKeys: readonly VerifierKey[],
  hasher: TreeHasher,
  verify: Ed25519Verify,
): Result<AlarmWeight> {
  const trees: Checkpoint[] = []
  for (const note of alarm.notes) {
    if (originOf(note) !== alarm.origin)
      return fail('alarm.origin', `a note is not of the log ${alarm.origin}`, 'notes')
    const trust = { origin: alarm.origin, logKeys, witnessKeys: [], witnessesMin: 0 }
    const opened = openCheckpoint(note, trust, verify)
    if (!opened.ok) return opened
    trees.push(opened.value.checkpoint)
  }
  const [witnessed, offered] = trees as [Checkpoint, Checkpoint]
  if (witnessed.size === offered.size) {
    return sameHash(witnessed.root, offered.root)
      ? fail('alarm.contradiction', 'both notes are of the same tree', 'notes')
      : ok('proven')
  }
  if (alarm.prefix === null || offered.size > witnessed.size) return ok('reported')
  const { root, proof } = alarm.prefix
  const claim = {
    oldSize: offered.size,
    newSize: witnessed.size,
    oldRoot: root,
    newRoot: witnessed.root,
    proof,
  }
  const contained = verifyConsistency(hasher, claim)
  if (!contained.ok) return fail('alarm.contradiction', contained.error.message, 'prefix')
  return sameHash(root, offered.root)
    ? fail('alarm.contradiction', 'the offered tree is part of the witnessed one', 'prefix')
    : ok('proven')
}
