import { fromBase64, toBase64 } from './base64.ts'
import { fail, ok, type Result } from './result.ts'
import { controlAt, isKeyName } from './verifier-key.ts'

/** Largest note accepted, in bytes; a post-quantum signature is under 5 kB, so this holds far more than 16 of them. */
export const NOTE_BYTES_MAX = 1_000_000
/** Largest number of signatures accepted in a note; C2SP signed-note asks for at least 16. */
export const NOTE_SIGNATURES_MAX = 100

const KEY_ID_BYTES = 4
const SIGNATURE_PREFIX = '\u2014 '

/** One signature line: what follows the key id in `signature` depends on the type of the key. */
export interface NoteSignature {
  readonly name: string
  readonly keyId: number
  readonly signature: Uint8Array
}

/** A parsed signed note (C2SP signed-note). `text` includes its final newline; no signature has been checked. */
export interface SignedNote {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export function parseNote(source: Uint8Array | string): Result<SignedNote> {
  const decoded = decodeNote(source)
  if (!decoded.ok) return decoded
  const note = decoded.value
  const control = controlAt(note)
  if (control >= 0) return fail('note.control', `character ${control} is a control character`)
  const split = note.lastIndexOf('\n\n')
  if (split < 0) return fail('note.separator', 'no empty line separates the text from the signatures')
  if (!note.endsWith('\n')) return fail('note.newline', 'the last line has no newline')
  const text = note.slice(0, split + 1)
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > NOTE_SIGNATURES_MAX)
    return fail('note.signatures', `more than ${NOTE_SIGNATURES_MAX} signatures`)
  const firstLine = text.split('\n').length + 1
  const signatures: NoteSignature[] = []
  for (const [i, line] of lines.entries()) {
    const parsed = parseSignatureLine(line, firstLine + i)
    if (!parsed.ok) return parsed
    signatures.push(parsed.value)
  }
  return ok({ text, signatures })
}

function decodeNote(source: Uint8Array | string): Result<string> {
  if (source.length > NOTE_BYTES_MAX) return fail('note.size', `a note may have ${NOTE_BYTES_MAX} bytes`)
  if (typeof source === 'string') {
    return source.isWellFormed() ? ok(source) : fail('note.utf8', 'the note has an unpaired surrogate')
  }
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(source))
  } catch (cause) {
    if (cause instanceof TypeError) return fail('note.utf8', 'the note is not UTF-8')
    throw cause
  }
}

/** @param lineNumber names the line in an error */
export function parseSignatureLine(line: string, lineNumber: number): Result<NoteSignature> {
  const field = `line ${lineNumber}`
  if (!line.startsWith(SIGNATURE_PREFIX))
    return fail('note.signature', `${field}: expected an em dash and a space`, field)
  const [name, encoded, ...rest] = line.slice(SIGNATURE_PREFIX.length).split(' ')
  if (name === undefined || encoded === undefined || rest.length > 0 || !isKeyName(name)) {
    return fail('note.signature', `${field}: expected a key name, a space and base64`, field)
  }
  const bytes = fromBase64(encoded)
  if (bytes === null || bytes.length <= KEY_ID_BYTES) {
    return fail('note.signature', `${field}: expected base64 of a key id and a signature`, field)
  }
  const keyId = new DataView(bytes.buffer).getUint32(0)
  return ok({ name, keyId, signature: bytes.slice(KEY_ID_BYTES) })
}

/** The line without its newline, as it stands in a note. */
export function formatSignatureLine(entry: NoteSignature): string {
  const bytes = new Uint8Array(KEY_ID_BYTES + entry.signature.length)
  new DataView(bytes.buffer).setUint32(0, entry.keyId)
  bytes.set(entry.signature, KEY_ID_BYTES)
  return `${SIGNATURE_PREFIX}${entry.name} ${toBase64(bytes)}`
}

export function formatNote(note: SignedNote): string {
  return `${note.text}\n${note.signatures.map((entry) => `${formatSignatureLine(entry)}\n`).join('')}`
}
