import { inflateSync } from 'node:zlib'
import { checkSize, ImageError, luma, type GrayImage } from './gray.ts'
import { unpackBits, unpackLzw } from './tiff-unpack.ts'

/** Tags of TIFF 6.0, part 1, section 8. */
const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  samples: 277,
  stripLengths: 279,
  xResolution: 282,
  planar: 284,
  resolutionUnit: 296,
  predictor: 317,
} as const
const COMPRESSION = { none: 1, lzw: 5, deflate: 8, packBits: 32773, oldDeflate: 32946 } as const
const TYPE_SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8 }
const RATIONAL = 5
const NAMED: ReadonlySet<number> = new Set(Object.values(TAG))
const ENTRIES_MAX = 4096
const VALUES_MAX = 65_536
const CM_PER_INCH = 2.54

type Tags = ReadonlyMap<number, { values: number[]; at: number }>

export function isTiff(bytes: Uint8Array): boolean {
  const mark = String.fromCharCode(...bytes.subarray(0, 4))
  return mark === 'II*\0' || mark === 'MM\0*'
}

/** Reads the first image of a TIFF 6.0 of strips: 8-bit grey or RGB, plain, PackBits, LZW or deflate. Throws ImageError. */
export function readTiff(bytes: Uint8Array): GrayImage {
  if (!isTiff(bytes)) throw new ImageError('not a TIFF: II*\\0 or MM\\0* expected', 0)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tags = readTags(view, bytes[0] === 0x49)
  const [width, height] = [one(tags, TAG.width, 0), one(tags, TAG.height, 0)]
  checkSize(width, height, tags.get(TAG.width)?.at ?? 4)
  const samples = one(tags, TAG.samples, 1)
  const bits = tags.get(TAG.bits) ?? { values: [1], at: 4 }
  if (bits.values.some((value) => value !== 8))
    throw new ImageError(`TIFF of ${bits.values.join()} bits a sample; 8 expected`, bits.at)
  if (one(tags, TAG.planar, 1) !== 1)
    throw new ImageError('TIFF with separate planes is not read', tags.get(TAG.planar)!.at)
  if (samples < 1 || samples > 4)
    throw new ImageError(`TIFF of ${samples} samples a pixel; 1 to 4 expected`, bits.at)
  const data = strips(bytes, tags, width * height * samples, width * samples)
  if (one(tags, TAG.predictor, 1) === 2) undoPredictor(data, width, height, samples)
  return {
    width,
    height,
    pixels: toGray(data, width * height, samples, one(tags, TAG.photometric, 1)),
    ppi: ppiOf(tags),
  }
}

function readTags(view: DataView, little: boolean): Tags {
  const need = (at: number, size: number): void => {
    if (at < 0 || at + size > view.byteLength)
      throw new ImageError(`TIFF ends before ${size} bytes that it points to`, at)
  }
  need(4, 4)
  const directory = view.getUint32(4, little)
  need(directory, 2)
  const count = view.getUint16(directory, little)
  if (count > ENTRIES_MAX)
    throw new ImageError(`TIFF directory of ${count} entries; at most ${ENTRIES_MAX} expected`, directory)
  need(directory + 2, 12 * count)
  const tags = new Map<number, { values: number[]; at: number }>()
  for (let i = 0; i < count; i++) {
    const at = directory + 2 + 12 * i
    const type = view.getUint16(at + 2, little)
    const size = TYPE_SIZES[type]
    const length = view.getUint32(at + 4, little)
    const tag = view.getUint16(at, little)
    if (type === RATIONAL && tag !== TAG.xResolution && NAMED.has(tag))
      throw new ImageError(`TIFF tag ${tag} is a fraction; a whole number expected`, at)
    if (size === undefined || length > VALUES_MAX) continue
    const from = size * length <= 4 ? at + 8 : view.getUint32(at + 8, little)
    need(from, size * length)
    tags.set(tag, {
      at,
      values: Array.from({ length }, (_, k) => valueAt(view, type, from + size * k, little)),
    })
  }
  return tags
}

function valueAt(view: DataView, type: number, at: number, little: boolean): number {
  if (type === 3) return view.getUint16(at, little)
  if (type === 4) return view.getUint32(at, little)
  if (type === RATIONAL) return view.getUint32(at, little) / view.getUint32(at + 4, little)
  return view.getUint8(at)
}

function one(tags: Tags, tag: number, otherwise: number): number {
  return tags.get(tag)?.values[0] ?? otherwise
}

function strips(bytes: Uint8Array, tags: Tags, size: number, rowBytes: number): Uint8Array {
  const offsets = tags.get(TAG.stripOffsets)
  if (offsets === undefined) throw new ImageError('TIFF without strips (tag 273)', 4)
  const lengths = tags.get(TAG.stripLengths)?.values ?? [size]
  const kind = one(tags, TAG.compression, COMPRESSION.none)
  const out = new Uint8Array(size)
  let filled = 0
  offsets.values.forEach((from, i) => {
    const length = lengths[i] ?? 0
    if (from + length > bytes.length)
      throw new ImageError(`TIFF strip ${i} of ${length} bytes passes the end`, from)
    const part = unpack(bytes.subarray(from, from + length), kind, size - filled, from)
    out.set(part.subarray(0, size - filled), filled)
    filled = Math.min(size, filled + part.length)
  })
  if (filled < size)
    throw new ImageError(
      `TIFF has ${Math.floor(filled / rowBytes)} rows; ${size / rowBytes} expected`,
      offsets.at,
    )
  return out
}

function unpack(strip: Uint8Array, kind: number, most: number, at: number): Uint8Array {
  if (kind === COMPRESSION.none) return strip
  if (kind === COMPRESSION.packBits) return unpackBits(strip, most)
  if (kind === COMPRESSION.lzw) return unpackLzw(strip, most, at)
  if (kind !== COMPRESSION.deflate && kind !== COMPRESSION.oldDeflate)
    throw new ImageError(`TIFF compression ${kind} is not read`, at)
  try {
    return inflateSync(strip, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    throw new ImageError(`TIFF strip does not inflate: ${(error as Error).message}`, at)
  }
}

function undoPredictor(data: Uint8Array, width: number, height: number, samples: number): void {
  const row = width * samples
  for (let y = 0; y < height; y++)
    for (let i = samples; i < row; i++) data[y * row + i]! += data[y * row + i - samples]!
}

function toGray(data: Uint8Array, count: number, samples: number, photometric: number): Uint8Array {
  const pixels = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const at = i * samples
    const value = samples >= 3 ? luma(data[at]!, data[at + 1]!, data[at + 2]!) : data[at]!
    // Photometric 0: white is zero.
    pixels[i] = photometric === 0 ? 255 - value : value
  }
  return pixels
}

function ppiOf(tags: Tags): number | null {
  const value = one(tags, TAG.xResolution, 0)
  const unit = one(tags, TAG.resolutionUnit, 2)
  if (!(value > 0 && value < 1e6) || unit === 1) return null
  return unit === 3 ? value * CM_PER_INCH : value
}
