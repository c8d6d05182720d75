import { fromBase64, toBase64 } from './base64.ts'
import { signNote, signText, verifyNote, type NoteSigner, type VerifiedSignature } from './note-keys.ts'
import { fail, ok, type Result } from './result.ts'
import { formatNote, parseNote, type SignedNote } from './signed-note.ts'
import { HASH_BYTES } from './tree-hash.ts'
import { isSize } from './tree-math.ts'
import type { Ed25519Verify, VerifierKey } from './verifier-key.ts'

/** A tree head (C2SP tlog-checkpoint). Extension lines are opaque and not recommended. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  readonly extensions: readonly string[]
}

export function formatCheckpoint(checkpoint: Checkpoint): string {
  const lines = [
    checkpoint.origin,
    String(checkpoint.size),
    toBase64(checkpoint.root),
    ...checkpoint.extensions,
  ]
  return lines.map((line) => `${line}\n`).join('')
}

export function parseCheckpoint(text: string): Result<Checkpoint> {
  if (!text.endsWith('\n')) return fail('checkpoint.newline', 'the text does not end in a newline')
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n')
  if (origin === undefined || origin === '')
    return fail('checkpoint.origin', 'line 1: expected the origin', 'line 1')
  const parsedSize = parseDecimal(size)
  if (parsedSize === null) {
    return fail('checkpoint.size', 'line 2: expected a decimal tree size up to 2^53 - 1', 'line 2')
  }
  const hash = root === undefined ? null : fromBase64(root)
  if (hash === null || hash.length !== HASH_BYTES) {
    return fail('checkpoint.root', 'line 3: expected base64 of a 32-byte root hash', 'line 3')
  }
  const empty = extensions.indexOf('')
  if (empty >= 0)
    return fail('checkpoint.extension', `line ${empty + 4}: an extension line is empty`, `line ${empty + 4}`)
  return ok({ origin, size: parsedSize, root: hash, extensions })
}

/** ASCII decimal without leading zeros, up to 2^53 - 1; null for anything else. */
export function parseDecimal(text: string | undefined): number | null {
  if (text === undefined || !/^(?:0|[1-9]\d{0,15})$/.test(text)) return null
  const value = Number(text)
  return isSize(value) ? value : null
}

/** The signed checkpoint of a log. The name of the log's key should be its origin. */
export function signCheckpoint(checkpoint: Checkpoint, log: NoteSigner): Result<string> {
  const text = formatCheckpoint(checkpoint)
  const parsed = parseCheckpoint(text)
  return parsed.ok ? signNote(text, [log]) : parsed
}

/** Adds a cosignature to a signed checkpoint. Consistency with what the cosigner saw before is the caller's duty. */
export function cosignCheckpoint(
  signed: string,
  witness: NoteSigner,
  timestampSeconds: number,
): Result<string> {
  const note = parseNote(signed)
  if (!note.ok) return note
  const parsed = parseCheckpoint(note.value.text)
  if (!parsed.ok) return parsed
  const line = signText(witness, note.value.text, timestampSeconds)
  return ok(formatNote({ text: note.value.text, signatures: [...note.value.signatures, line] }))
}

/** Whom a verifier believes: the keys of the log with this origin, and the witnesses it knows. */
export interface CheckpointTrust {
  readonly origin: string
  readonly logKeys: readonly VerifierKey[]
  readonly witnessKeys: readonly VerifierKey[]
  /** how many distinct witnesses must have cosigned; 0 asks for none */
  readonly witnessesMin: number
}

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint
  readonly note: SignedNote
  readonly logSignatures: readonly VerifiedSignature[]
  readonly cosignatures: readonly VerifiedSignature[]
}

/** Parses a signed checkpoint and accepts it only with the log's signature and enough witnesses. */
export function openCheckpoint(
  source: Uint8Array | string,
  trust: CheckpointTrust,
  verify: Ed25519Verify,
): Result<OpenedCheckpoint> {
  const note = parseNote(source)
  if (!note.ok) return note
  const verified = verifyNote(note.value, [...trust.logKeys, ...trust.witnessKeys], verify)
  if (!verified.ok) return verified
  const checkpoint = parseCheckpoint(note.value.text)
  if (!checkpoint.ok) return checkpoint
  if (checkpoint.value.origin !== trust.origin) {
    return fail(
      'checkpoint.other-origin',
      `the checkpoint is of another log, not of ${trust.origin}`,
      'origin',
    )
  }
  const logSignatures = verified.value.filter((entry) => trust.logKeys.includes(entry.key))
  if (logSignatures.length === 0)
    return fail('checkpoint.unsigned', 'the log itself did not sign this checkpoint')
  const cosignatures = distinctWitnesses(verified.value, trust)
  if (cosignatures.length < trust.witnessesMin) {
    const found = `${cosignatures.length} of ${trust.witnessesMin} needed witnesses cosigned`
    return fail('checkpoint.witnesses', found)
  }
  return ok({ checkpoint: checkpoint.value, note: note.value, logSignatures, cosignatures })
}

/** One person with two names is one witness, and the log's own key is none: counted by public key. */
function distinctWitnesses(
  verified: readonly VerifiedSignature[],
  trust: CheckpointTrust,
): VerifiedSignature[] {
  const seen = new Set(trust.logKeys.map((key) => toBase64(key.publicKey)))
  return verified.filter((entry) => {
    const identity = toBase64(entry.key.publicKey)
    if (!trust.witnessKeys.includes(entry.key) || seen.has(identity)) return false
    seen.add(identity)
    return true
  })
}
