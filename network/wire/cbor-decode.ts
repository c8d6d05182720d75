import { fail, ok, type Result } from '@basinet/kernel/contract'
import { CBOR_BYTES_MAX, CBOR_DEPTH_MAX, SIMPLE, type Cbor } from './cbor.ts'
import { floatWidth, fromHalfBits } from './float.ts'

class Malformed extends Error {
  readonly byte: number
  constructor(byte: number, message: string) {
    super(message)
    this.byte = byte
  }
}

/**
 * Reads one value and accepts nothing but its core deterministic encoding (RFC 8949, 4.2.1), so that the bytes of a
 * value are unique. Errors: `cbor.malformed`, whose message and field name the byte and what was expected there.
 * @param maxBytes refused above, before anything is read
 */
export function decodeCbor(bytes: Uint8Array, maxBytes = CBOR_BYTES_MAX): Result<Cbor> {
  if (bytes.length > maxBytes)
    return fail('cbor.size', `${bytes.length} bytes, at most ${maxBytes} expected`, `byte ${maxBytes}`)
  const reader = new Reader(bytes)
  try {
    const value = reader.value(0)
    if (reader.at < bytes.length) throw new Malformed(reader.at, 'expected the end of the message')
    return ok(value)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return fail('cbor.malformed', `byte ${error.byte}: ${error.message}`, `byte ${error.byte}`)
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** Up to here a loop over ASCII is quicker than the decoder. */
const SHORT_TEXT_BYTES = 48

class Reader {
  at = 0
  readonly #bytes: Buffer

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  value(depth: number): Cbor {
    if (depth > CBOR_DEPTH_MAX) throw new Malformed(this.at, `expected at most ${CBOR_DEPTH_MAX} levels`)
    const start = this.at
    const first = this.#byte()
    switch (first >> 5) {
      case 0:
        return this.#argument(first, start)
      case 1:
        return this.#negative(first, start)
      case 2:
        return new Uint8Array(this.#run(first, start))
      case 3:
        return this.#text(first, start)
      case 4:
        return this.#array(first, start, depth)
      case 5:
        return this.#map(first, start, depth)
      case 6:
        throw new Malformed(start, 'expected a value without a tag')
      default:
        return this.#simple(first, start)
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.at]
    if (byte === undefined) throw new Malformed(this.at, 'expected more bytes')
    this.at++
    return byte
  }

  #take(count: number): number {
    const from = this.at
    if (count > this.#bytes.length - from)
      throw new Malformed(
        this.#bytes.length,
        `expected ${count} bytes from byte ${from} on, found ${this.#bytes.length - from}`,
      )
    this.at += count
    return from
  }

  /** The argument of a head in its shortest form and within 53 bits. */
  #argument(first: number, start: number): number {
    const info = first & 0x1f
    if (info < 24) return info
    if (info === 24) return this.#atLeast(this.#byte(), 24, start)
    if (info === 25) return this.#atLeast(this.#bytes.readUInt16BE(this.#take(2)), 0x100, start)
    if (info === 26) return this.#atLeast(this.#bytes.readUInt32BE(this.#take(4)), 0x1_0000, start)
    if (info !== 27) throw new Malformed(start, 'expected a definite length')
    const from = this.#take(8)
    const value = this.#bytes.readUInt32BE(from) * 2 ** 32 + this.#bytes.readUInt32BE(from + 4)
    if (!Number.isSafeInteger(value)) throw new Malformed(start, 'expected a number of at most 53 bits')
    return this.#atLeast(value, 2 ** 32, start)
  }

  #atLeast(value: number, least: number, start: number): number {
    if (value < least) throw new Malformed(start, `expected ${value} in its shortest form`)
    return value
  }

  #negative(first: number, start: number): number {
    const value = -1 - this.#argument(first, start)
    if (!Number.isSafeInteger(value)) throw new Malformed(start, 'expected a number of at most 53 bits')
    return value
  }

  #run(first: number, start: number): Buffer {
    const length = this.#argument(first, start)
    const from = this.#take(length)
    return this.#bytes.subarray(from, from + length)
  }

  #text(first: number, start: number): string {
    const run = this.#run(first, start)
    if (run.length <= SHORT_TEXT_BYTES && run.every((byte) => byte < 0x80)) return run.toString('latin1')
    try {
      return utf8.decode(run)
    } catch {
      throw new Malformed(this.at - run.length, 'expected well-formed UTF-8')
    }
  }

  #count(first: number, start: number, least: number): number {
    const count = this.#argument(first, start)
    // Each element takes at least one byte, so a claim beyond the message is refused before room is made for it.
    if (count * least > this.#bytes.length - this.at)
      throw new Malformed(
        start,
        `expected at most ${Math.floor((this.#bytes.length - this.at) / least)} entries here`,
      )
    return count
  }

  #array(first: number, start: number, depth: number): Cbor[] {
    const count = this.#count(first, start, 1)
    const items: Cbor[] = []
    for (let i = 0; i < count; i++) items.push(this.value(depth + 1))
    return items
  }

  #map(first: number, start: number, depth: number): { [key: string]: Cbor } {
    const count = this.#count(first, start, 2)
    const map: { [key: string]: Cbor } = {}
    let previous: Buffer | null = null
    for (let i = 0; i < count; i++) {
      const from = this.at
      const head = this.#byte()
      if (head >> 5 !== 3) throw new Malformed(from, 'expected a text key')
      const key = this.#text(head, from)
      const encoded = this.#bytes.subarray(from, this.at)
      const order: number = previous === null ? 1 : Buffer.compare(encoded, previous)
      if (order === 0) throw new Malformed(from, 'expected a key only once')
      if (order < 0) throw new Malformed(from, 'expected keys in the order of their bytes')
      previous = encoded
      const value = this.value(depth + 1)
      if (key === '__proto__')
        Object.defineProperty(map, key, { value, enumerable: true, writable: true, configurable: true })
      else map[key] = value
    }
    return map
  }

  #simple(first: number, start: number): Cbor {
    switch (first) {
      case SIMPLE.false:
        return false
      case SIMPLE.true:
        return true
      case SIMPLE.null:
        return null
      case SIMPLE.float16:
        return this.#float(fromHalfBits(this.#bytes.readUInt16BE(this.#take(2))), 2, start)
      case SIMPLE.float32:
        return this.#float(this.#bytes.readFloatBE(this.#take(4)), 4, start)
      case SIMPLE.float64:
        return this.#float(this.#bytes.readDoubleBE(this.#take(8)), 8, start)
      default:
        throw new Malformed(start, 'expected false, true, null or a finite float')
    }
  }

  #float(value: number, width: number, start: number): number {
    if (!Number.isFinite(value)) throw new Malformed(start, 'expected a finite float')
    if (Number.isSafeInteger(value)) throw new Malformed(start, 'expected an integer, not a float')
    if (floatWidth(value) !== width) throw new Malformed(start, 'expected the shortest float')
    return value
  }
}
