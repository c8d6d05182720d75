import { crc32, deflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { IsoError, readIso19794, writeIso19794 } from './formats/iso19794.ts'
import { grayOf, imageOf, minutiaeOf, minutiaeRecord } from './formats/nist-prints.ts'
import { headRecord, imageRecord } from './formats/nist-write.ts'
import { isBinary, NistError, readNist, writeNist } from './formats/nist.ts'
import { ImageError } from './image/gray.ts'
import { readImage } from './image/read.ts'
import { seeded } from './kernel/seeded.ts'
import { syntheticFinger } from './synthetic/synthetic.ts'
import { CompactError, readCompact, writeCompact } from './template/compact.ts'
import { writeWsq } from './wsq/write.ts'

const FULL = process.env['BASINET_FULL'] === '1'
/** Files in all, `BASINET_FUZZ_FILES` of them where it is set; memory may grow by this over the whole run. */
const FILES = Number(process.env['BASINET_FUZZ_FILES'] ?? (FULL ? 1_000_000 : 600))
const GROWTH_MAX_BYTES = 400 * 1_048_576
const CHANGES_MAX = 6
const LOOK_EVERY = 20

const pixels = Uint8Array.from({ length: 96 * 97 }, (_, i) => 128 + 90 * Math.sin(i / 5))
const image = { width: 96, height: 97, pixels, ppi: 500 }
/** 21 x 13 pixels, written by libjpeg: grey levels rise by 8 a column and 5 a row. */
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAANABUBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACP/EACAQAAAFBAMBAAAAAAAAAAAAAAAGI0FRBAUHIQEVMyX/2gAIAQEAAD8AEeNij5JQwVeNij5JQwTRTKPzeEoYBvG1kpEtQwVWNrJSJahgmynZKTreNQw//9k=',
  'base64',
)
const template = syntheticFinger(5)
const facts = { idc: 1, impression: 0, position: 2, source: 'LCTEST', taken: '20260104' }
const records = [
  minutiaeRecord(0, 0, 2, 'TEST', template),
  imageRecord({ type: 14, ...facts }, image, 'WSQ20'),
]
const head = { type: 'TST', day: '20260105', to: 'LCTEST01', from: 'LCTEST02', number: 'T-1', ppi: null }

/** A PNG's chunk at `at` with the checksum that its bytes have: without it damage would never get past the checksum. */
function withChecksum<T extends Uint8Array>(bytes: T, at: number, length: number): T {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  view.setUint32(at + 8 + length, crc32(bytes.subarray(at + 4, at + 8 + length)))
  return bytes
}

/** The chunks of a damaged PNG with checksums that fit, as far as their lengths can be followed. */
function mended(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    if (at + 12 + length > bytes.length) break
    withChecksum(bytes, at, length)
    at += 12 + length
  }
  return bytes
}

function png(): Uint8Array {
  const chunk = (name: string, body: Uint8Array): Uint8Array => {
    const out = Buffer.alloc(12 + body.length)
    out.writeUInt32BE(body.length)
    out.write(name, 4, 'latin1')
    out.set(body, 8)
    return withChecksum(out, 0, body.length)
  }
  const frame = Buffer.from([0, 0, 0, 21, 0, 0, 0, 13, 8, 0, 0, 0, 0])
  // A row of each filter in turn.
  const rows = deflateSync(Uint8Array.from({ length: 22 * 13 }, (_, i) => (i % 22 === 0 ? (i / 22) % 5 : 7)))
  const mark = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  return Buffer.concat([
    Buffer.from(mark),
    chunk('IHDR', frame),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const view = { position: 2, view: 0, impression: 0, quality: 80, template, extended: new Uint8Array(0) }
const iso = { device: 0, width: 336, height: 408, xPerCm: 197, yPerCm: 197, views: [view] }
const readers: readonly { name: string; bytes: Uint8Array; read: (bytes: Uint8Array) => unknown }[] = [
  { name: 'JPEG', bytes: JPEG, read: readImage },
  { name: 'PNG', bytes: png(), read: readImage },
  { name: 'PNG, checksums mended', bytes: png(), read: (bytes) => readImage(mended(bytes)) },
  { name: 'TIFF', bytes: tiff(1), read: readImage },
  { name: 'TIFF, PackBits', bytes: tiff(32773), read: readImage },
  { name: 'BMP', bytes: bmp(), read: readImage },
  { name: 'WSQ', bytes: writeWsq(image), read: readImage },
  { name: 'NIST', bytes: writeNist([headRecord(head, records), ...records]), read: readAll },
  { name: 'ISO', bytes: writeIso19794(iso), read: readIso19794 },
  { name: 'template', bytes: writeCompact(template), read: readCompact },
]

/** 8 x 4 pixels of one strip; PackBits as a run a row. */
function tiff(compression: number): Uint8Array {
  const strip =
    compression === 1 ? new Uint8Array(32).fill(90) : Uint8Array.from([249, 1, 249, 2, 249, 3, 249, 4])
  const fields = [
    [256, 8],
    [257, 4],
    [258, 8],
    [259, compression],
    [262, 1],
    [273, 8],
    [277, 1],
    [278, 4],
    [279, strip.length],
  ] as const
  const out = Buffer.alloc(8 + 32 + 2 + 12 * fields.length + 4)
  out.write('II', 0, 'latin1')
  out.writeUInt16LE(42, 2)
  out.writeUInt32LE(40, 4)
  out.set(strip, 8)
  out.writeUInt16LE(fields.length, 40)
  fields.forEach(([tag, value], k) => {
    out.writeUInt16LE(tag, 42 + 12 * k)
    out.writeUInt16LE(4, 44 + 12 * k)
    out.writeUInt32LE(1, 46 + 12 * k)
    out.writeUInt32LE(value, 50 + 12 * k)
  })
  return out
}

/** 5 x 3 pixels of 24 bits. */
function bmp(): Uint8Array {
  const out = Buffer.alloc(54 + 3 * 16, 60)
  out.fill(0, 0, 54)
  out.write('BM', 0, 'latin1')
  out.writeUInt32LE(out.length, 2)
  out.writeUInt32LE(54, 10)
  out.writeUInt32LE(40, 14)
  out.writeInt32LE(5, 18)
  out.writeInt32LE(3, 22)
  out.writeUInt16LE(1, 26)
  out.writeUInt16LE(24, 28)
  return out
}

function readAll(bytes: Uint8Array): void {
  for (const record of readNist(bytes)) {
    if (!isBinary(record)) minutiaeOf(record)
    const found = imageOf(record, null)
    if (found !== null) grayOf(found)
  }
}

/** What is wrong with how a damaged file was refused; null where it was read, or refused as it should be. */
function refusal(read: (bytes: Uint8Array) => unknown, bytes: Uint8Array): string | null {
  try {
    read(bytes)
    return null
  } catch (error) {
    if (error instanceof CompactError) return null
    const known = error instanceof ImageError || error instanceof NistError || error instanceof IsoError
    return known && /\(byte \d+\)$/.test(error.message) ? null : String(error)
  }
}

it('reads each of them whole', () => {
  for (const { bytes, read } of readers) expect(() => read(bytes)).not.toThrow()
})

it(
  'refuses damaged files of every format by name and byte, in bounded memory',
  () => {
    const seed = Number(process.env['BASINET_SEED'] ?? Date.now() % 1e6)
    const random = seeded(seed)
    const below = (limit: number): number => Math.floor(random() * limit)
    // Held against the first tenth: by then the heap has the size that this work needs.
    let [settled, most] = [Infinity, 0]
    const problems: string[] = []
    for (let file = 0; file < FILES; file++) {
      const { name, bytes, read } = readers[file % readers.length]!
      const cut = below(3) === 0 ? 1 + below(bytes.length - 1) : bytes.length
      const damaged = Uint8Array.from(bytes.subarray(0, cut))
      for (let k = below(CHANGES_MAX); k >= 0; k--) damaged[below(damaged.length)] = below(256)
      const problem = refusal(read, damaged)
      // An assertion a file would be kept by the runner.
      if (problem !== null) problems.push(`${name}, seed ${seed}, file ${file}: ${problem}`)
      if (problems.length > 0) break
      if (file % LOOK_EVERY !== 0) continue
      const { rss } = process.memoryUsage()
      if (file >= FILES / 10) settled = Math.min(settled, rss)
      most = Math.max(most, rss)
    }
    expect(problems).toEqual([])
    expect(most - settled).toBeLessThan(GROWTH_MAX_BYTES)
  },
  FULL ? 3_600_000 : 60_000,
)

it('reads what another writer made of a JPEG, and says what it does not read', () => {
  const { width, height, pixels: read } = readImage(JPEG)
  expect([width, height]).toEqual([21, 13])
  const off = read.map((value, i) => Math.abs(value - Math.min(255, 8 * (i % 21) + 5 * Math.floor(i / 21))))
  expect(Math.max(...off)).toBeLessThan(4)
  const progressive = Uint8Array.from(JPEG)
  progressive[progressive.findIndex((value, i) => value === 0xc0 && JPEG[i - 1] === 0xff)] = 0xc2
  expect(() => readImage(progressive)).toThrow('SOF2')
})
