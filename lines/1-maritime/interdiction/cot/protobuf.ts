/**
 * Protocol Buffers wire format as far as TAK's messages use it (protobuf.dev, Encoding): varints, 64-bit doubles and length-delimited
 * fields. Unknown fields are passed over; groups and 32-bit fields are refused.
 */
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })
const [VARINT, FIXED64, BYTES] = [0, 1, 2]
const VARINT_OCTETS_MAX = 10

export function varint(value: number): number[] {
  const out: number[] = []
  // Milliseconds of the epoch need 41 bits, so shifts of 32 bits will not do.
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...out, rest]
    out.push((rest % 128) + 128)
  }
}

const tag = (field: number, wire: number): number[] => varint(field * 8 + wire)

export const uint = (field: number, value: number): number[] => [...tag(field, VARINT), ...varint(value)]

export function double(field: number, value: number): number[] {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value, true)
  return [...tag(field, FIXED64), ...bytes]
}

export const bytes = (field: number, value: ArrayLike<number>): number[] => [
  ...tag(field, BYTES),
  ...varint(value.length),
  ...Array.from(value),
]

export const text = (field: number, value: string): number[] => bytes(field, encoder.encode(value))

/** Fields of one message; of a field that comes twice the last one counts (proto3). */
export interface Fields {
  readonly numbers: ReadonlyMap<number, number>
  readonly chunks: ReadonlyMap<number, Uint8Array>
}

export class Reader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(octets: Uint8Array) {
    this.#bytes = octets
  }

  get at(): number {
    return this.#at
  }

  octet(): number {
    const value = this.#bytes[this.#at]
    if (value === undefined) throw new RangeError(`octet ${this.#at}: the message ends too soon`)
    this.#at++
    return value
  }

  varint(): number {
    let value = 0
    for (let n = 0; n < VARINT_OCTETS_MAX; n++) {
      const octet = this.octet()
      value += (octet % 128) * 128 ** n
      if (octet < 128) return value
    }
    throw new RangeError(`octet ${this.#at}: a varint of more than ${VARINT_OCTETS_MAX} octets`)
  }

  take(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length)
      throw new RangeError(
        `octet ${this.#at}: ${length} octets are expected, ${this.#bytes.length - this.#at} are left`,
      )
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length
  }
}

/** Throws `RangeError` with the octet where it goes wrong. */
export function readFields(octets: Uint8Array): Fields {
  const reader = new Reader(octets)
  const numbers = new Map<number, number>()
  const chunks = new Map<number, Uint8Array>()
  while (!reader.done) {
    const key = reader.varint()
    const [field, wire] = [Math.floor(key / 8), key % 8]
    if (wire === VARINT) numbers.set(field, reader.varint())
    else if (wire === BYTES) chunks.set(field, reader.take(reader.varint()))
    else if (wire === FIXED64) {
      const eight = reader.take(8)
      numbers.set(field, new DataView(eight.buffer, eight.byteOffset, 8).getFloat64(0, true))
    } else throw new RangeError(`octet ${reader.at}: wire type ${wire} is not used by TAK`)
  }
  return { numbers, chunks }
}

/** Throws `TypeError` where the octets are no UTF-8. */
export const textOf = (chunk: Uint8Array | undefined): string | null =>
  chunk === undefined ? null : decoder.decode(chunk)
