import { CBOR_BYTES_MAX, CBOR_DEPTH_MAX, MAJOR, SIMPLE, type Cbor } from './cbor.ts'
import { floatWidth, halfBits } from './float.ts'

const START_BYTES = 4096
const UINT32 = 2 ** 32
let buffer = Buffer.allocUnsafe(START_BYTES)
let end = 0

/**
 * Core deterministic encoding (RFC 8949, 4.2.1): one byte string for one value. Integral numbers of at most 53 bits are
 * integers (minus zero is 0), all others the shortest exact float; properties that are undefined are left out.
 * @throws BUG for what cannot be said: NaN, infinities, text with a lone surrogate, too deep, too large
 */
export function encodeCbor(value: Cbor): Uint8Array {
  end = 0
  write(value, 0)
  return new Uint8Array(buffer.subarray(0, end))
}

function write(value: Cbor, depth: number): void {
  if (depth > CBOR_DEPTH_MAX) throw new Error(`BUG: CBOR deeper than ${CBOR_DEPTH_MAX}`)
  if (value === null) writeByte(SIMPLE.null)
  else if (typeof value === 'boolean') writeByte(value ? SIMPLE.true : SIMPLE.false)
  else if (typeof value === 'number') writeNumber(value)
  else if (typeof value === 'string') writeText(value)
  else if (value instanceof Uint8Array) {
    writeHead(MAJOR.bytes, value.length)
    reserve(value.length)
    buffer.set(value, end)
    end += value.length
  } else if (Array.isArray(value)) {
    writeHead(MAJOR.array, value.length)
    for (const item of value as readonly Cbor[]) write(item, depth + 1)
  } else if (typeof value === 'object') writeMap(value as { readonly [key: string]: Cbor | undefined }, depth)
  else throw new Error(`BUG: ${typeof value} cannot be said in CBOR`)
}

function writeMap(map: { readonly [key: string]: Cbor | undefined }, depth: number): void {
  const keys = Object.keys(map).filter((key) => map[key] !== undefined)
  keys.sort(compareKeys)
  writeHead(MAJOR.map, keys.length)
  for (const key of keys) {
    writeText(key)
    write(map[key] as Cbor, depth + 1)
  }
}

/** Bytewise order of encoded text keys: the length comes first, then the UTF-8 bytes. */
function compareKeys(a: string, b: string): number {
  const lengths = Buffer.byteLength(a) - Buffer.byteLength(b)
  // UTF-16 order differs from UTF-8 order beyond the Basic Multilingual Plane, so bytes are compared.
  return lengths === 0 ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : lengths
}

function writeText(text: string): void {
  if (!text.isWellFormed()) throw new Error('BUG: text with a lone surrogate has no UTF-8')
  const length = Buffer.byteLength(text)
  writeHead(MAJOR.text, length)
  reserve(length)
  end += buffer.write(text, end, 'utf8')
}

function writeNumber(value: number): void {
  if (Number.isSafeInteger(value)) {
    if (value >= 0) writeHead(MAJOR.uint, value)
    else writeHead(MAJOR.negative, -1 - value)
    return
  }
  if (!Number.isFinite(value)) throw new Error(`BUG: ${value} cannot be said in CBOR here`)
  const width = floatWidth(value)
  reserve(9)
  if (width === 2) {
    buffer[end] = SIMPLE.float16
    buffer.writeUInt16BE(halfBits(value) as number, end + 1)
  } else if (width === 4) {
    buffer[end] = SIMPLE.float32
    buffer.writeFloatBE(value, end + 1)
  } else {
    buffer[end] = SIMPLE.float64
    buffer.writeDoubleBE(value, end + 1)
  }
  end += 1 + width
}

function writeHead(major: number, argument: number): void {
  reserve(9)
  if (argument < 24) buffer[end++] = major | argument
  else if (argument < 0x100) {
    buffer[end] = major | 24
    buffer[end + 1] = argument
    end += 2
  } else if (argument < 0x1_0000) {
    buffer[end] = major | 25
    buffer.writeUInt16BE(argument, end + 1)
    end += 3
  } else if (argument < UINT32) {
    buffer[end] = major | 26
    buffer.writeUInt32BE(argument, end + 1)
    end += 5
  } else {
    buffer[end] = major | 27
    buffer.writeUInt32BE(Math.floor(argument / UINT32), end + 1)
    buffer.writeUInt32BE(argument % UINT32, end + 5)
    end += 9
  }
}

function writeByte(byte: number): void {
  reserve(1)
  buffer[end++] = byte
}

function reserve(bytes: number): void {
  const needed = end + bytes
  if (needed > CBOR_BYTES_MAX) throw new Error(`BUG: CBOR larger than ${CBOR_BYTES_MAX} bytes`)
  if (needed <= buffer.length) return
  const larger = Buffer.allocUnsafe(Math.max(needed, buffer.length * 2))
  larger.set(buffer.subarray(0, end))
  buffer = larger
}
