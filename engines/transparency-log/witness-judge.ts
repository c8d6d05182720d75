import { openCheckpoint, type Checkpoint } from './checkpoint.ts'
import { verifyConsistency } from './consistency.ts'
import { parseNote } from './signed-note.ts'
import { sameHash, type TreeHasher } from './tree-hash.ts'
import type { Ed25519Verify, VerifierKey } from './verifier-key.ts'
import type { WitnessRefusal } from './witness-answer.ts'
import type { AddCheckpoint } from './witness-request.ts'

/** What a witness remembers of a log: the latest checkpoint it cosigned. Size 0 and null before the first. */
export interface Witnessed {
  readonly size: number
  readonly root: Uint8Array | null
}

/** Why a checkpoint was refused, finer than the status: what an alarm is raised from. */
export type RefusalReason =
  | 'malformed'
  | 'unknown-origin'
  | 'unsigned'
  | 'old-above-size'
  | 'empty-root'
  | 'other-root'
  | 'bad-proof'

export type WitnessVerdict =
  | { readonly verdict: 'cosign'; readonly checkpoint: Checkpoint }
  | { readonly verdict: 'conflict'; readonly size: number; readonly checkpoint: Checkpoint }
  | {
      readonly verdict: 'refuse'
      readonly status: WitnessRefusal
      readonly reason: RefusalReason
      readonly message: string
      /** Present when the log's signature holds: then the note says something about the log. */
      readonly checkpoint: Checkpoint | null
    }

/** Origin line of a signed checkpoint, unverified; null when the note has none. */
export function originOf(checkpoint: string): string | null {
  const note = parseNote(checkpoint)
  const origin = note.ok ? note.value.text.split('\n')[0] : undefined
  return origin === undefined || origin === '' ? null : origin
}

/**
 * Every check of C2SP tlog-witness, add-checkpoint, in its order. The caller persists the new checkpoint atomically with the
 * comparison before it cosigns.
 * @param logKeys keys trusted for the origin of this checkpoint; empty when the origin is not known
 */
export function judgeCheckpoint(
  request: AddCheckpoint,
  logKeys: readonly VerifierKey[],
  latest: Witnessed,
  hasher: TreeHasher,
  verify: Ed25519Verify,
): WitnessVerdict {
  const origin = originOf(request.checkpoint)
  if (origin === null) return refuse(400, 'malformed', 'the checkpoint is no signed note with an origin')
  if (logKeys.length === 0) return refuse(404, 'unknown-origin', `the log ${origin} is not known here`)
  const trust = { origin, logKeys, witnessKeys: [], witnessesMin: 0 }
  const opened = openCheckpoint(request.checkpoint, trust, verify)
  if (!opened.ok) {
    const { code, message } = opened.error
    const unsigned = ['note.unsigned', 'note.bad-signature', 'note.cosignature', 'checkpoint.unsigned']
    return unsigned.includes(code) ? refuse(403, 'unsigned', message) : refuse(400, 'malformed', message)
  }
  return judgeTree(request, opened.value.checkpoint, latest, hasher)
}

function judgeTree(
  request: AddCheckpoint,
  checkpoint: Checkpoint,
  latest: Witnessed,
  hasher: TreeHasher,
): WitnessVerdict {
  const { size, root } = checkpoint
  if (request.oldSize > size)
    return refuse(400, 'old-above-size', `old size ${request.oldSize} is above ${size}`, checkpoint)
  if (request.oldSize !== latest.size) return { verdict: 'conflict', size: latest.size, checkpoint }
  if (size === 0 && !sameHash(root, hasher.empty()))
    return refuse(422, 'empty-root', 'the root of the empty tree is the hash of nothing', checkpoint)
  const oldRoot = latest.root ?? hasher.empty()
  if (size === latest.size && !sameHash(root, oldRoot))
    return refuse(422, 'other-root', `another root than the one cosigned for size ${size}`, checkpoint)
  const claim = { oldSize: latest.size, newSize: size, oldRoot, newRoot: root, proof: request.proof }
  const consistent = verifyConsistency(hasher, claim)
  return consistent.ok
    ? { verdict: 'cosign', checkpoint }
    : refuse(422, 'bad-proof', consistent.error.message, checkpoint)
}

function refuse(
  status: WitnessRefusal,
  reason: RefusalReason,
  message: string,
  checkpoint: Checkpoint | null = null,
): WitnessVerdict {
  return { verdict: 'refuse', status, reason, message, checkpoint }
}
