import type { Image } from './sweep.ts'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const RGBA_8_BIT = Uint8Array.of(8, 6, 0, 0, 0)
/** A stored block of deflate (RFC 1951, 3.2.4). */
const STORED_MAX_BYTES = 65_535
const ADLER_PRIME = 65_521

/** The image as PNG (ISO/IEC 15948). `deflate` makes a zlib stream; without one the pixels are stored as they are. */
export function encodePng(image: Image, deflate: (bytes: Uint8Array) => Uint8Array = store): Uint8Array {
  const { width, height, rgba } = image
  const rows = new Uint8Array((width * 4 + 1) * height)
  for (let y = 0; y < height; y++)
    rows.set(rgba.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1)
  const head = new Uint8Array(13)
  head.set([...uint32(width), ...uint32(height), ...RGBA_8_BIT])
  const chunks = [
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflate(rows)),
    chunk('IEND', new Uint8Array(0)),
  ]
  return joined(chunks)
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = joined([Uint8Array.from(type, (char) => char.charCodeAt(0)), data])
  return joined([uint32(data.length), body, uint32(crc32(body))])
}

function uint32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const octet of bytes) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ octet) & 255]!
  return (crc ^ 0xffffffff) >>> 0
}

/** A zlib stream (RFC 1950) of stored blocks. */
function store(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)]
  let a = 1
  let b = 0
  for (let at = 0; at < bytes.length; at += STORED_MAX_BYTES) {
    const part = bytes.subarray(at, at + STORED_MAX_BYTES)
    const last = at + part.length >= bytes.length ? 1 : 0
    const size = [part.length & 255, part.length >> 8]
    parts.push(Uint8Array.of(last, ...size, ...size.map((octet) => octet ^ 255)), part)
  }
  for (const octet of bytes) {
    a = (a + octet) % ADLER_PRIME
    b = (b + a) % ADLER_PRIME
  }
  parts.push(uint32(((b << 16) | a) >>> 0))
  return joined(parts)
}
