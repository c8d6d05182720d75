import { gridElevation, type ReadElevation } from './elevation.ts'

/** Tags of TIFF 6.0 and OGC GeoTIFF 1.1 (OGC 19-008r4) that are read. */
const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  sampleFormat: 339,
  pixelScale: 33_550,
  tiepoint: 33_922,
  geoKeys: 34_735,
  noData: 42_113,
} as const
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 11: 4, 12: 8, 16: 8 }
const VALUES_MAX = 1 << 20
const MODEL_TYPE_KEY = 1024
const RASTER_TYPE_KEY = 1025
const GEOGRAPHIC = 2
const PIXEL_IS_POINT = 2

class Fault extends Error {
  readonly code: 'terrain.format' | 'terrain.unsupported'

  constructor(code: Fault['code'], message: string) {
    super(message)
    this.code = code
  }
}

/**
 * One-band elevations in degrees: striped, uncompressed, 16-bit signed or unsigned or 32-bit float, north up. Everything else is answered
 * "unsupported" by name, never read in part.
 */
export function readGeoTiff(bytes: Uint8Array): ReadElevation {
  try {
    return { ok: true, value: read(bytes) }
  } catch (error) {
    if (error instanceof Fault) return { ok: false, code: error.code, message: error.message }
    if (error instanceof RangeError) {
      return { ok: false, code: 'terrain.format', message: 'the file ends before what it points to' }
    }
    throw error
  }
}

function read(bytes: Uint8Array): ReturnType<typeof gridElevation> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) throw new Fault('terrain.format', 'octet 0: expected II or MM')
  const little = order === 0x4949
  if (view.getUint16(2, little) !== 42)
    throw new Fault('terrain.unsupported', 'octet 2: expected 42 (classic TIFF)')
  const tags = readTags(view, little)
  const one = (tag: number, fallback?: number): number => {
    const value = tags.get(tag)?.[0] ?? fallback
    if (value === undefined) throw new Fault('terrain.unsupported', `tag ${tag} is absent`)
    return value
  }
  expectOne('compression', one(TAG.compression, 1), [1])
  expectOne('samples a pixel', one(TAG.samples, 1), [1])
  const bits = one(TAG.bits)
  const format = one(TAG.sampleFormat, 1)
  expectOne('bits and sample format', bits * 10 + format, [161, 162, 323])
  const [rows, columns] = [one(TAG.height), one(TAG.width)]
  if (rows < 2 || columns < 2)
    throw new Fault('terrain.format', `expected at least 2 × 2 posts, found ${rows} × ${columns}`)
  const rowsPerStrip = one(TAG.rowsPerStrip, rows)
  const strips = tags.get(TAG.stripOffsets) ?? []
  if (strips.length < Math.ceil(rows / rowsPerStrip))
    throw new Fault('terrain.unsupported', 'expected strips (tag 273)')
  const last =
    strips[Math.floor((rows - 1) / rowsPerStrip)]! + ((((rows - 1) % rowsPerStrip) + 1) * columns * bits) / 8
  if (last > bytes.length) throw new Fault('terrain.format', `expected ${last} octets, found ${bytes.length}`)
  const noData = tags.get(TAG.noData)
  const void_ = noData === undefined ? null : Number.parseFloat(String.fromCharCode(...noData))
  return gridElevation({
    rows,
    columns,
    ...georeference(tags),
    post(row, column) {
      const strip = strips[Math.floor(row / rowsPerStrip)]!
      const at = strip + (((row % rowsPerStrip) * columns + column) * bits) / 8
      const value =
        format === 3
          ? view.getFloat32(at, little)
          : format === 2
            ? view.getInt16(at, little)
            : view.getUint16(at, little)
      return value === void_ || Number.isNaN(value) ? null : value
    },
  })
}

function georeference(tags: ReadonlyMap<number, number[]>) {
  const scale = tags.get(TAG.pixelScale)
  const tie = tags.get(TAG.tiepoint)
  if (scale === undefined || tie === undefined || tie.length < 6)
    throw new Fault('terrain.unsupported', 'expected pixel scale and tie point (tags 33550, 33922)')
  const keys = tags.get(TAG.geoKeys) ?? []
  const key = (id: number): number | undefined => {
    for (let n = 4; n + 3 < keys.length; n += 4) if (keys[n] === id) return keys[n + 3]
    return undefined
  }
  if (key(MODEL_TYPE_KEY) !== GEOGRAPHIC)
    throw new Fault('terrain.unsupported', 'expected degrees (GTModelType 2)')
  const [lonStep = 0, latStep = 0] = scale
  if (!(lonStep > 0 && latStep > 0)) throw new Fault('terrain.format', 'pixel scale: expected positive steps')
  // The value of an area pixel stands at its middle.
  const half = key(RASTER_TYPE_KEY) === PIXEL_IS_POINT ? 0 : 0.5
  return {
    latStep,
    lonStep,
    west: tie[3]! + (half - tie[0]!) * lonStep,
    north: tie[4]! - (half - tie[1]!) * latStep,
  }
}

function readTags(view: DataView, little: boolean): Map<number, number[]> {
  const start = view.getUint32(4, little)
  const count = view.getUint16(start, little)
  const tags = new Map<number, number[]>()
  for (let n = 0; n < count; n++) {
    const at = start + 2 + 12 * n
    const type = view.getUint16(at + 2, little)
    const length = view.getUint32(at + 4, little)
    const size = SIZES[type]
    if (size === undefined) continue
    if (length > VALUES_MAX) throw new Fault('terrain.format', `octet ${at}: ${length} values`)
    const from = size * length <= 4 ? at + 8 : view.getUint32(at + 8, little)
    tags.set(
      view.getUint16(at, little),
      Array.from({ length }, (_, k) => readValue(view, from + k * size, type, little)),
    )
  }
  return tags
}

function readValue(view: DataView, at: number, type: number, little: boolean): number {
  switch (type) {
    case 3:
      return view.getUint16(at, little)
    case 4:
      return view.getUint32(at, little)
    case 11:
      return view.getFloat32(at, little)
    case 12:
      return view.getFloat64(at, little)
    case 16:
      return Number(view.getBigUint64(at, little))
    default:
      return view.getUint8(at)
  }
}

function expectOne(what: string, found: number, allowed: readonly number[]): void {
  if (!allowed.includes(found)) throw new Fault('terrain.unsupported', `${what}: ${found}`)
}
