/** A field of a tagged record, e.g. 2.018. */
export interface NistField {
  readonly number: number
  /** As it stands before the colon: old files write 1.01 for 1.001. */
  readonly label: string
  /** Everything between the colon and the separator; for field 999 image data. */
  readonly value: Uint8Array
}

/** A record with fields: types 1, 2, 9 and from 10. */
export interface TaggedRecord {
  readonly type: number
  readonly fields: readonly NistField[]
}

/** A binary record: types 3 to 8. `body` is what follows the length and the IDC. */
export interface BinaryRecord {
  readonly type: number
  readonly idc: number
  readonly body: Uint8Array
}

export type NistRecord = TaggedRecord | BinaryRecord

/** A transaction that cannot be read or written: what was wrong and at which byte. */
export class NistError extends Error {
  readonly byte: number

  constructor(message: string, byte: number) {
    super(`ANSI/NIST-ITL: ${message} (byte ${byte})`)
    this.byte = byte
  }
}

/** Information separators (ANSI/NIST-ITL 1-2011 Update 2013, annex B): file, group, record, unit. */
const FS = 0x1c
const GS = 0x1d
const RS = '\x1e'
const US = '\x1f'
const COLON = 0x3a
const IMAGE_FIELD = 999
const LENGTH_FIELD = 1
const CONTENT_FIELD = 3
const RECORDS_MAX = 1000
const FIELDS_MAX = 10_000
const BINARY_HEAD = 5

export function isBinary(record: NistRecord): record is BinaryRecord {
  return 'body' in record
}

/** Reads a transaction in traditional encoding (ANSI/NIST-ITL 1-2011, annex B) by its lengths. Throws NistError. */
export function readNist(bytes: Uint8Array): NistRecord[] {
  const first = readTagged(bytes, 0)
  if (first.record.type !== 1)
    throw new NistError(`type-1 record expected first, type ${first.record.type} there`, 0)
  const records: NistRecord[] = [first.record]
  let at = first.end
  for (const type of contentOf(first.record)) {
    const next = type >= 3 && type <= 8 ? readBinary(bytes, at, type) : readTagged(bytes, at)
    if (next.record.type !== type)
      throw new NistError(`type-${type} record expected, type ${next.record.type} there`, at)
    records.push(next.record)
    at = next.end
  }
  if (at !== bytes.length) throw new NistError(`${bytes.length - at} bytes after the last record`, at)
  return records
}

/** Types of the records after the first, from field 1.003. */
function contentOf(record: TaggedRecord): number[] {
  const [, ...rest] = subfields(record, CONTENT_FIELD)
  if (rest.length > RECORDS_MAX)
    throw new NistError(`field 1.003 names ${rest.length} records; at most ${RECORDS_MAX} expected`, 0)
  return rest.map(([type = '']) => {
    if (!/^\d{1,2}$/.test(type)) throw new NistError(`field 1.003: record type "${type.slice(0, 20)}"`, 0)
    return Number(type)
  })
}

function readBinary(bytes: Uint8Array, at: number, type: number): { record: BinaryRecord; end: number } {
  if (at + BINARY_HEAD > bytes.length) throw new NistError(`type-${type} record expected, file ends`, at)
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at)
  if (length < BINARY_HEAD || length > bytes.length - at)
    throw new NistError(`type-${type} record of ${length} bytes, ${bytes.length - at} left`, at)
  return {
    record: { type, idc: bytes[at + 4]!, body: bytes.subarray(at + BINARY_HEAD, at + length) },
    end: at + length,
  }
}

function readTagged(bytes: Uint8Array, at: number): { record: TaggedRecord; end: number } {
  const fields: NistField[] = []
  const first = readLabel(bytes, at)
  const gap = indexOfAny(bytes, first.valueAt, bytes.length)
  const length = Number(text(bytes.subarray(first.valueAt, gap)))
  if (first.number !== LENGTH_FIELD || !Number.isInteger(length) || length < 8 || length > bytes.length - at)
    throw new NistError(
      `field ${first.type}.001 with the length of the record expected, ${bytes.length - at} bytes left`,
      at,
    )
  const end = at + length
  if (bytes[end - 1] !== FS)
    throw new NistError(`type-${first.type} record of ${length} bytes does not end with FS`, end - 1)
  for (let from = at; from < end;) {
    const { type, number, label, valueAt } = readLabel(bytes, from)
    if (type !== first.type) throw new NistError(`field ${label} in a type-${first.type} record`, from)
    // Image data hold separators of their own: they run to the record's end.
    const to = number === IMAGE_FIELD ? end - 1 : indexOfAny(bytes, valueAt, end)
    if (fields.length === FIELDS_MAX) throw new NistError(`more than ${FIELDS_MAX} fields`, from)
    fields.push({ number, label, value: bytes.subarray(valueAt, to) })
    if (bytes[to] === FS && to !== end - 1)
      throw new NistError(`type-${type} record ends before its length of ${length}`, to)
    from = to + 1
  }
  return { record: { type: first.type, fields }, end }
}

function readLabel(
  bytes: Uint8Array,
  at: number,
): { type: number; number: number; label: string; valueAt: number } {
  const colon = bytes.subarray(at, at + 12).indexOf(COLON)
  const label = text(bytes.subarray(at, at + Math.max(0, colon)))
  const parts = /^(\d{1,2})\.(\d{1,9})$/.exec(label)
  if (parts === null) throw new NistError('field label as 1.001: expected', at)
  return { type: Number(parts[1]), number: Number(parts[2]), label, valueAt: at + colon + 1 }
}

function indexOfAny(bytes: Uint8Array, from: number, end: number): number {
  for (let i = from; i < end; i++) if (bytes[i] === GS || bytes[i] === FS) return i
  throw new NistError('separator GS or FS expected before the end', end)
}

function text(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}

/** The items of a field's subfields; empty where the record has no such field. Text is taken as UTF-8. */
export function subfields(record: TaggedRecord, number: number): string[][] {
  const field = record.fields.find((candidate) => candidate.number === number)
  if (field === undefined) return []
  return new TextDecoder()
    .decode(field.value)
    .split(RS)
    .map((subfield) => subfield.split(US))
}

/** A field of subfields of items. */
export function fieldOf(type: number, number: number, items: readonly (readonly string[])[]): NistField {
  const label = `${type}.${String(number).padStart(3, '0')}`
  return { number, label, value: new TextEncoder().encode(items.map((item) => item.join(US)).join(RS)) }
}

/** Writes a transaction; lengths are made anew, so that they are right. Throws NistError. */
export function writeNist(records: readonly NistRecord[]): Uint8Array {
  const parts = records.map((record) => (isBinary(record) ? binaryBytes(record) : taggedBytes(record)))
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

function binaryBytes({ idc, body }: BinaryRecord): Uint8Array {
  const out = new Uint8Array(BINARY_HEAD + body.length)
  new DataView(out.buffer).setUint32(0, out.length)
  out[4] = idc
  out.set(body, BINARY_HEAD)
  return out
}

function taggedBytes({ type, fields }: TaggedRecord): Uint8Array {
  const [first, ...rest] = fields
  if (first?.number !== LENGTH_FIELD) throw new NistError(`type-${type} record without field ${type}.001`, 0)
  const others = rest.reduce((sum, field) => sum + field.label.length + 2 + field.value.length, 0)
  const head = first.label.length + 2 + others
  let length = head
  while (length !== head + String(length).length) length = head + String(length).length
  const out = new Uint8Array(length)
  let at = 0
  const encoder = new TextEncoder()
  for (const field of fields) {
    const label = encoder.encode(`${field.label}:`)
    const value = field === first ? encoder.encode(String(length)) : field.value
    out.set(label, at)
    out.set(value, at + label.length)
    at += label.length + value.length
    out[at++] = GS
  }
  out[length - 1] = FS
  return out
}
