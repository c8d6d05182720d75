import { fail, ok, type Result } from './result.ts'
import { formatNote, type NoteSignature, type SignedNote } from './signed-note.ts'
import {
  controlAt,
  ED25519_SIGNATURE_BYTES,
  SIGNATURE_TYPE,
  verifierKey,
  type Ed25519Sign,
  type Ed25519Verify,
  type VerifierKey,
} from './verifier-key.ts'

const TIMESTAMP_BYTES = 8

/** A signature that was checked; cosignatures carry their time in POSIX seconds. */
export interface VerifiedSignature {
  readonly key: VerifierKey
  readonly timestampSeconds: number | null
}

/** A key that signs notes (type Ed25519) or cosigns checkpoints. */
export interface NoteSigner {
  readonly key: VerifierKey
  readonly sign: Ed25519Sign
}

export function noteSigner(name: string, publicKey: Uint8Array, sign: Ed25519Sign): Result<NoteSigner> {
  const key = verifierKey(name, SIGNATURE_TYPE.ed25519, publicKey)
  return key.ok ? ok({ key: key.value, sign }) : key
}

export function cosigner(name: string, publicKey: Uint8Array, sign: Ed25519Sign): Result<NoteSigner> {
  const key = verifierKey(name, SIGNATURE_TYPE.cosignatureV1, publicKey)
  return key.ok ? ok({ key: key.value, sign }) : key
}

/** What a `cosignature/v1` signs: header, time, and the whole note text (C2SP tlog-cosignature). */
function cosignedMessage(text: string, timestampSeconds: number): Uint8Array {
  return new TextEncoder().encode(`cosignature/v1\ntime ${timestampSeconds}\n${text}`)
}

/** @param timestampSeconds POSIX seconds, needed by a cosigner and by nobody else */
export function signText(signer: NoteSigner, text: string, timestampSeconds?: number): NoteSignature {
  const { key } = signer
  if (key.type === SIGNATURE_TYPE.ed25519) {
    return { name: key.name, keyId: key.keyId, signature: signer.sign(new TextEncoder().encode(text)) }
  }
  if (timestampSeconds === undefined || !Number.isSafeInteger(timestampSeconds) || timestampSeconds < 0) {
    throw new Error(`BUG: a cosignature needs its time in whole seconds, got ${String(timestampSeconds)}`)
  }
  const signature = new Uint8Array(TIMESTAMP_BYTES + ED25519_SIGNATURE_BYTES)
  new DataView(signature.buffer).setBigUint64(0, BigInt(timestampSeconds))
  signature.set(signer.sign(cosignedMessage(text, timestampSeconds)), TIMESTAMP_BYTES)
  return { name: key.name, keyId: key.keyId, signature }
}

/** Text ending in a newline, without control characters, signed once by each signer. */
export function signNote(
  text: string,
  signers: readonly NoteSigner[],
  timestampSeconds?: number,
): Result<string> {
  if (!text.endsWith('\n') || !text.isWellFormed() || controlAt(text) >= 0) {
    return fail('note.text', 'the text must end in a newline and have no other control characters', 'text')
  }
  return ok(
    formatNote({ text, signatures: signers.map((signer) => signText(signer, text, timestampSeconds)) }),
  )
}

/** Time in a `cosignature/v1` payload, POSIX seconds. */
export function cosignatureTime(signature: Uint8Array): Result<number> {
  if (signature.length !== TIMESTAMP_BYTES + ED25519_SIGNATURE_BYTES) {
    return fail('note.cosignature', `a cosignature has ${TIMESTAMP_BYTES + ED25519_SIGNATURE_BYTES} bytes`)
  }
  const seconds = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0)
  // The specification allows up to 2^63 - 1; a number holds 2^53 - 1, which is the year 285 million.
  if (seconds > BigInt(Number.MAX_SAFE_INTEGER))
    return fail('note.cosignature', 'the time exceeds 2^53 - 1 seconds')
  return ok(Number(seconds))
}

/**
 * Checks every signature that a known key claims. Unknown keys are ignored; one failing signature of a known key
 * refuses the whole note; so does a note that no known key signed (C2SP signed-note, Signatures).
 */
export function verifyNote(
  note: SignedNote,
  keys: readonly VerifierKey[],
  verify: Ed25519Verify,
): Result<VerifiedSignature[]> {
  const verified = new Map<VerifierKey, VerifiedSignature>()
  for (const entry of note.signatures) {
    const key = keys.find((candidate) => candidate.name === entry.name && candidate.keyId === entry.keyId)
    if (key === undefined || verified.has(key)) continue
    const checked = verifyOne(note.text, entry, key, verify)
    if (!checked.ok) return checked
    verified.set(key, checked.value)
  }
  if (verified.size === 0) return fail('note.unsigned', 'no known key signed this note')
  return ok([...verified.values()])
}

function verifyOne(
  text: string,
  entry: NoteSignature,
  key: VerifierKey,
  verify: Ed25519Verify,
): Result<VerifiedSignature> {
  const bad = fail('note.bad-signature', `the signature of ${key.name} does not verify`, key.name)
  if (key.type === SIGNATURE_TYPE.ed25519) {
    if (entry.signature.length !== ED25519_SIGNATURE_BYTES) return bad
    const holds = verify(key.publicKey, new TextEncoder().encode(text), entry.signature)
    return holds ? ok({ key, timestampSeconds: null }) : bad
  }
  const time = cosignatureTime(entry.signature)
  if (!time.ok) return time
  const holds = verify(
    key.publicKey,
    cosignedMessage(text, time.value),
    entry.signature.subarray(TIMESTAMP_BYTES),
  )
  return holds ? ok({ key, timestampSeconds: time.value }) : bad
}
