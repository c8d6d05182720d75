import { fromBase64, toBase64 } from './base64.ts'
import { parseDecimal } from './checkpoint.ts'
import { fail, ok, type Result } from './result.ts'
import { NOTE_BYTES_MAX } from './signed-note.ts'
import { HASH_BYTES } from './tree-hash.ts'

/** C2SP tlog-witness, add-checkpoint: "MUST NOT send more than 63 consistency proof lines". */
export const WITNESS_PROOF_LINES_MAX = 63
/** Largest add-checkpoint body accepted: the note, and 63 lines of 45 bytes with the old size before it. */
const ADD_CHECKPOINT_BYTES_MAX = NOTE_BYTES_MAX + 4096

/** Body of `POST <submission prefix>/add-checkpoint` (C2SP tlog-witness). The checkpoint is kept verbatim. */
export interface AddCheckpoint {
  readonly oldSize: number
  readonly proof: readonly Uint8Array[]
  /** signed checkpoint, its signatures unchecked */
  readonly checkpoint: string
}

export function formatAddCheckpoint(request: AddCheckpoint): string {
  const lines = [`old ${request.oldSize}`, ...request.proof.map(toBase64), '']
  return `${lines.join('\n')}\n${request.checkpoint}`
}

export function parseAddCheckpoint(source: Uint8Array | string): Result<AddCheckpoint> {
  if (source.length > ADD_CHECKPOINT_BYTES_MAX)
    return fail('witness.size', `a request may have ${ADD_CHECKPOINT_BYTES_MAX} bytes`)
  const text = textOf(source)
  if (text === null) return fail('witness.utf8', 'the request is not UTF-8')
  const split = text.indexOf('\n\n')
  if (split < 0) return fail('witness.separator', 'no empty line before the checkpoint')
  const [old, ...lines] = text.slice(0, split).split('\n')
  const oldSize = old?.startsWith('old ') === true ? parseDecimal(old.slice('old '.length)) : null
  if (oldSize === null)
    return fail('witness.old', 'line 1: expected old and a decimal up to 2^53 - 1', 'line 1')
  if (lines.length > WITNESS_PROOF_LINES_MAX)
    return fail('witness.proof', `more than ${WITNESS_PROOF_LINES_MAX} proof lines`, 'line 65')
  const proof: Uint8Array[] = []
  for (const [i, line] of lines.entries()) {
    const hash = fromBase64(line)
    if (hash === null || hash.length !== HASH_BYTES)
      return fail('witness.proof', `line ${i + 2}: expected base64 of a 32-byte hash`, `line ${i + 2}`)
    proof.push(hash)
  }
  const checkpoint = text.slice(split + 2)
  if (checkpoint === '') return fail('witness.checkpoint', 'the checkpoint is missing')
  return ok({ oldSize, proof, checkpoint })
}

/** Text of a body; null when it is not UTF-8. */
export function textOf(source: Uint8Array | string): string | null {
  if (typeof source === 'string') return source.isWellFormed() ? source : null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(source)
  } catch (cause) {
    if (cause instanceof TypeError) return null
    throw cause
  }
}
