import { parseCheckpoint, parseDecimal } from './checkpoint.ts'
import { cosignatureTime, verifyNote, type VerifiedSignature } from './note-keys.ts'
import { fail, ok, type Result } from './result.ts'
import {
  formatNote,
  formatSignatureLine,
  NOTE_BYTES_MAX,
  NOTE_SIGNATURES_MAX,
  parseNote,
  parseSignatureLine,
  type NoteSignature,
} from './signed-note.ts'
import { SIGNATURE_TYPE, type Ed25519Verify, type VerifierKey } from './verifier-key.ts'
import { textOf } from './witness-request.ts'

/** C2SP tlog-witness: content type of a 409, whose body is the size last cosigned. */
export const SIZE_CONTENT_TYPE = 'text/x.tlog.size'

/** Status codes that refuse, with what each means (C2SP tlog-witness, add-checkpoint). */
export const WITNESS_REFUSALS = {
  400: 'malformed, or the old size is above the checkpoint size',
  403: 'no valid signature of a key trusted for this origin',
  404: 'the origin is not known',
  422: 'not consistent with the tree last cosigned',
} as const
export type WitnessRefusal = keyof typeof WITNESS_REFUSALS

export type WitnessAnswer =
  | { readonly status: 200; readonly cosignatures: readonly NoteSignature[] }
  /** `size` is of the latest checkpoint the witness cosigned. */
  | { readonly status: 409; readonly size: number }
  | { readonly status: WitnessRefusal; readonly message: string }

export interface HttpAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

const MESSAGE_CHARACTERS_MAX = 1000

export function formatWitnessAnswer(answer: WitnessAnswer): HttpAnswer {
  if (answer.status === 409) return { status: 409, contentType: SIZE_CONTENT_TYPE, body: `${answer.size}\n` }
  const body =
    answer.status === 200
      ? answer.cosignatures.map((line) => `${formatSignatureLine(line)}\n`).join('')
      : `${answer.message}\n`
  return { status: answer.status, contentType: 'text/plain; charset=utf-8', body }
}

export function parseWitnessAnswer(
  status: number,
  contentType: string,
  source: Uint8Array | string,
): Result<WitnessAnswer> {
  if (source.length > NOTE_BYTES_MAX)
    return fail('witness.size', `an answer may have ${NOTE_BYTES_MAX} bytes`)
  const body = textOf(source)
  if (body === null) return fail('witness.utf8', 'the answer is not UTF-8')
  if (status === 200) return parseCosignatures(body)
  if (status === 409) {
    if (contentType.split(';')[0]?.trim().toLowerCase() !== SIZE_CONTENT_TYPE)
      return fail('witness.content-type', `a 409 has content type ${SIZE_CONTENT_TYPE}`, 'contentType')
    const size = body.endsWith('\n') ? parseDecimal(body.slice(0, -1)) : null
    return size === null
      ? fail('witness.size-line', 'expected a decimal tree size and a newline', 'line 1')
      : ok({ status, size })
  }
  if (status === 400 || status === 403 || status === 404 || status === 422)
    return ok({ status, message: body.trim().slice(0, MESSAGE_CHARACTERS_MAX) })
  return fail('witness.status', `status ${status} is none of 200, 400, 403, 404, 409, 422`, 'status')
}

function parseCosignatures(body: string): Result<WitnessAnswer> {
  if (!body.endsWith('\n')) return fail('witness.newline', 'the last line has no newline')
  const lines = body.slice(0, -1).split('\n')
  if (lines.length > NOTE_SIGNATURES_MAX)
    return fail('witness.signatures', `more than ${NOTE_SIGNATURES_MAX} signatures`)
  const cosignatures: NoteSignature[] = []
  for (const [i, line] of lines.entries()) {
    const parsed = parseSignatureLine(line, i + 1)
    if (!parsed.ok) return parsed
    cosignatures.push(parsed.value)
  }
  return ok({ status: 200, cosignatures })
}

/**
 * Moves the valid cosignatures of known witnesses into a signed checkpoint. Lines of unknown keys are ignored; a line that
 * claims a known key and does not verify, or has no time, refuses the whole answer; so does one without any known key.
 */
export function addCosignatures(
  checkpoint: string,
  lines: readonly NoteSignature[],
  witnessKeys: readonly VerifierKey[],
  verify: Ed25519Verify,
): Result<{ readonly checkpoint: string; readonly added: readonly VerifiedSignature[] }> {
  const note = parseNote(checkpoint)
  if (!note.ok) return note
  const body = parseCheckpoint(note.value.text)
  if (!body.ok) return body
  const keys = witnessKeys.filter((key) => key.type === SIGNATURE_TYPE.cosignatureV1)
  const known = lines.filter((line) => keys.some((key) => claims(line, key)))
  const untimed = known.find((line) => {
    const time = cosignatureTime(line.signature)
    return !time.ok || time.value === 0
  })
  if (untimed !== undefined)
    return fail('witness.time', `the cosignature of ${untimed.name} has no time`, untimed.name)
  const added = verifyNote({ text: note.value.text, signatures: known }, keys, verify)
  if (!added.ok) return added
  const fresh = added.value.map((entry) => known.find((line) => claims(line, entry.key))!)
  const kept = note.value.signatures.filter((old) => !added.value.some((entry) => claims(old, entry.key)))
  if (kept.length + fresh.length > NOTE_SIGNATURES_MAX)
    return fail('witness.signatures', `a checkpoint has at most ${NOTE_SIGNATURES_MAX} signatures`)
  const merged = formatNote({ text: note.value.text, signatures: [...kept, ...fresh] })
  return ok({ checkpoint: merged, added: added.value })
}

function claims(line: NoteSignature, key: VerifierKey): boolean {
  return line.name === key.name && line.keyId === key.keyId
}
