import {
  openCheckpoint,
  type Checkpoint,
  type Ed25519Verify,
  type VerifierKey,
} from '@basinet/transparency-log'

/**
 * The tree of a note that a log's own key signed and this witness cosigned; null for any other note. Such a note is evidence,
 * whoever hands it over.
 */
export function witnessedTree(
  note: string,
  origin: string,
  logKeys: readonly VerifierKey[],
  witness: VerifierKey,
  verify: Ed25519Verify,
): Checkpoint | null {
  const trust = { origin, logKeys, witnessKeys: [witness], witnessesMin: 1 }
  const opened = openCheckpoint(note, trust, verify)
  return opened.ok ? opened.value.checkpoint : null
}
