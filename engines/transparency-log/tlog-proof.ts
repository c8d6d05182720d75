import { fromBase64, toBase64 } from './base64.ts'
import { openCheckpoint, parseDecimal, type CheckpointTrust, type OpenedCheckpoint } from './checkpoint.ts'
import { verifyInclusion } from './inclusion.ts'
import { fail, ok, type Result } from './result.ts'
import { NOTE_BYTES_MAX } from './signed-note.ts'
import { HASH_BYTES, type TreeHasher } from './tree-hash.ts'
import type { Ed25519Verify } from './verifier-key.ts'

const HEADER = 'c2sp.org/tlog-proof@v1'
/** Longest audit path in a tree of up to 2^53 leaves. */
const PROOF_HASHES_MAX = 53
/** Largest proof text accepted, in characters: a checkpoint, the hashes, and some extra data. */
const PROOF_TEXT_MAX = NOTE_BYTES_MAX * 2

/** A self-contained proof of logging (C2SP tlog-proof). `extra` is not authenticated by anything. */
export interface TlogProof {
  readonly extra: Uint8Array | null
  readonly index: number
  readonly hashes: readonly Uint8Array[]
  /** signed checkpoint, verbatim */
  readonly checkpoint: string
}

export function formatTlogProof(proof: TlogProof): string {
  const lines = [HEADER]
  if (proof.extra !== null) lines.push(`extra ${toBase64(proof.extra)}`)
  lines.push(`index ${proof.index}`, ...proof.hashes.map(toBase64), '')
  return `${lines.join('\n')}\n${proof.checkpoint}`
}

export function parseTlogProof(text: string): Result<TlogProof> {
  if (text.length > PROOF_TEXT_MAX)
    return fail('tlog-proof.size', `a proof may have ${PROOF_TEXT_MAX} characters`)
  const split = text.indexOf('\n\n')
  if (split < 0) return fail('tlog-proof.separator', 'no empty line before the checkpoint')
  const lines = text.slice(0, split).split('\n')
  if (lines[0] !== HEADER) return fail('tlog-proof.header', `line 1: expected ${HEADER}`, 'line 1')
  let at = 1
  let extra: Uint8Array | null = null
  if (lines[at]?.startsWith('extra ') === true) {
    extra = fromBase64(lines[at]!.slice('extra '.length))
    if (extra === null) return fail('tlog-proof.extra', 'line 2: expected base64 after extra', 'line 2')
    at += 1
  }
  const index =
    lines[at]?.startsWith('index ') === true ? parseDecimal(lines[at]!.slice('index '.length)) : null
  if (index === null)
    return fail('tlog-proof.index', `line ${at + 1}: expected index and a decimal`, `line ${at + 1}`)
  const hashes = parseHashes(lines, at + 1)
  if (!hashes.ok) return hashes
  const checkpoint = text.slice(split + 2)
  if (checkpoint === '') return fail('tlog-proof.checkpoint', 'the checkpoint is missing')
  return ok({ extra, index, hashes: hashes.value, checkpoint })
}

function parseHashes(lines: readonly string[], from: number): Result<Uint8Array[]> {
  const hashes: Uint8Array[] = []
  for (let i = from; i < lines.length; i++) {
    const field = `line ${i + 1}`
    const hash = fromBase64(lines[i]!)
    if (hash === null || hash.length !== HASH_BYTES) {
      return fail('tlog-proof.hash', `${field}: expected base64 of a 32-byte hash`, field)
    }
    if (hashes.length === PROOF_HASHES_MAX) return fail('tlog-proof.long', `${field}: too many hashes`, field)
    hashes.push(hash)
  }
  return ok(hashes)
}

/** All four steps of C2SP tlog-proof, "Verifying a tlog proof", for a leaf hash computed by the caller. */
export function verifyTlogProof(
  text: string,
  leafHash: Uint8Array,
  trust: CheckpointTrust,
  hasher: TreeHasher,
  verify: Ed25519Verify,
): Result<OpenedCheckpoint & { readonly index: number }> {
  const proof = parseTlogProof(text)
  if (!proof.ok) return proof
  const opened = openCheckpoint(proof.value.checkpoint, trust, verify)
  if (!opened.ok) return opened
  const { size, root } = opened.value.checkpoint
  const { index, hashes } = proof.value
  const included = verifyInclusion(hasher, { index, size, leafHash, proof: hashes, root })
  return included.ok ? ok({ ...opened.value, index }) : included
}
