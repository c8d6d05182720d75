import { checkSize, ImageError, type GrayImage } from '../image/gray.ts'
import { readJpeg } from '../image/jpeg.ts'
import { readPng } from '../image/png.ts'
import { readWsq } from '../wsq/read.ts'
import { writeWsq } from '../wsq/write.ts'
import { KIND, type Template } from '../template/template.ts'
import {
  fieldOf,
  isBinary,
  NistError,
  subfields,
  type BinaryRecord,
  type NistField,
  type NistRecord,
  type TaggedRecord,
} from './nist.ts'

/** An image in a transaction: type 4, 13 (latent), 14 (finger) or 15 (palm). */
export interface NistImage {
  readonly type: number
  readonly idc: number
  /** Impression type and friction ridge positions (ANSI/NIST-ITL 1-2011 Update 2013, tables 7 and 8). */
  readonly impression: number
  readonly positions: readonly number[]
  readonly width: number
  readonly height: number
  readonly ppi: number | null
  /** As the record codes it: NONE, WSQ20, JPEGB, JP2, … */
  readonly compression: string
  readonly data: Uint8Array
}

/** Compression codes of the binary records (numbers from memory of the 2000 edition). */
const BINARY_COMPRESSION = ['NONE', 'WSQ20', 'JPEGB', 'JPEGL', 'JP2', 'JP2L', 'PNG'] as const
const BINARY_IMAGE_AT = 13
const NO_POSITION = 255
const CM_PER_INCH = 2.54
/** 500 ppi in hundredths of a millimetre. */
const PX_PER_UNIT = 500 / 2540

/** The image of a record of type 4, 13, 14 or 15; null for another. `min` is field 1.011, pixels a millimetre. Throws NistError. */
export function imageOf(record: NistRecord, scanPerMm: number | null): NistImage | null {
  if (isBinary(record)) return record.type === 4 ? binaryImage(record, scanPerMm) : null
  if (record.type < 13 || record.type > 15) return null
  const data = record.fields.find((field) => field.number === 999)?.value
  if (data === undefined) return null
  const perUnit = numberIn(record, 9, true)
  const unit = numberIn(record, 8, true)
  return {
    type: record.type,
    idc: numberIn(record, 2, false) ?? 0,
    impression: numberIn(record, 3, true) ?? 0,
    positions: subfields(record, 13).map(([position]) => Number(position)),
    width: numberIn(record, 6, false) ?? 0,
    height: numberIn(record, 7, false) ?? 0,
    ppi: perUnit === null || unit === 0 ? null : unit === 2 ? perUnit * CM_PER_INCH : perUnit,
    compression: subfields(record, 11)[0]?.[0] ?? 'NONE',
    data,
  }
}

function numberIn(record: TaggedRecord, number: number, optional: boolean): number | null {
  const value = subfields(record, number)[0]?.[0] ?? ''
  if (/^\d{1,6}$/.test(value)) return Number(value)
  if (optional && value === '') return null
  throw new NistError(
    `field ${record.type}.${String(number).padStart(3, '0')}: a number expected, "${value.slice(0, 20)}" there`,
    0,
  )
}

function binaryImage({ type, idc, body }: BinaryRecord, scanPerMm: number | null): NistImage {
  if (body.length < BINARY_IMAGE_AT)
    throw new NistError(
      `type-${type} record of ${body.length} bytes; ${BINARY_IMAGE_AT} expected at least`,
      0,
    )
  const view = new DataView(body.buffer, body.byteOffset)
  const code = body[12]!
  return {
    type,
    idc,
    impression: body[0]!,
    positions: [...body.subarray(1, 7)].filter((position) => position !== NO_POSITION),
    width: view.getUint16(8),
    height: view.getUint16(10),
    // ISR 0: the least scanning resolution, 500 ppi; 1: that of field 1.011.
    ppi: body[7] === 0 ? 500 : scanPerMm === null ? null : scanPerMm * 25.4,
    compression: BINARY_COMPRESSION[code] ?? `code ${code}`,
    data: body.subarray(BINARY_IMAGE_AT),
  }
}

/** The pixels of an image, plain, WSQ, sequential JPEG or PNG; throws ImageError naming the compression for any other. */
export function grayOf({ compression, width, height, ppi, data }: NistImage): GrayImage {
  if (compression.startsWith('WSQ')) return { ...readWsq(data), ppi }
  if (compression === 'JPEGB') return { ...readJpeg(data), ppi }
  if (compression === 'PNG') return { ...readPng(data), ppi }
  if (compression !== 'NONE' && compression !== '0')
    throw new ImageError(`image compressed as ${compression} is not read`, 0)
  checkSize(width, height, 0)
  if (data.length < width * height) throw new ImageError(`${width * height} pixels expected`, data.length)
  return { width, height, pixels: Uint8Array.from(data.subarray(0, width * height)), ppi }
}

/** A type-4 record of an image at 500 ppi, plain or as WSQ at 15:1. */
export function binaryImageRecord(
  idc: number,
  impression: number,
  position: number,
  image: GrayImage,
  compression: 'NONE' | 'WSQ20' = 'NONE',
): BinaryRecord {
  const data = compression === 'NONE' ? image.pixels : writeWsq(image)
  const body = new Uint8Array(BINARY_IMAGE_AT + data.length)
  const view = new DataView(body.buffer)
  body.set([impression, position, ...Array.from({ length: 5 }, () => NO_POSITION), 0])
  view.setUint16(8, image.width)
  view.setUint16(10, image.height)
  body[12] = BINARY_COMPRESSION.indexOf(compression)
  body.set(data, BINARY_IMAGE_AT)
  return { type: 4, idc, body }
}

const MINUTIAE_FIELD = 12
/** Type of a minutia in 9.012: A ending, B bifurcation, C compound, D undetermined. */
const LETTERS = ['D', 'A', 'B'] as const

/**
 * Minutiae of a type-9 record in the standard format (fields 9.005 to 9.012). Places are told from the bottom left in 0.01 mm and
 * directions away from the ridge: both are turned to ours. Null where the record holds none. Throws NistError.
 */
export function minutiaeOf(record: TaggedRecord): Template | null {
  const rows = subfields(record, MINUTIAE_FIELD)
  if (record.type !== 9 || rows.length === 0 || rows[0]![0] === '') return null
  const places = rows.map(([, place = '', quality = '', letter = ''], i) => {
    const parts = /^(\d{4})(\d{4})(\d{3})$/.exec(place)
    if (parts === null)
      throw new NistError(
        `field 9.012, minutia ${i + 1}: eleven digits expected, "${place.slice(0, 20)}" there`,
        0,
      )
    // 0 manual, 1 unknown, then 2 best to 63 worst.
    const value = Number(quality)
    const good = value >= 2 && value <= 63 ? Math.round(100 - ((value - 2) * 99) / 61) : 0
    return {
      x: Number(parts[1]) * PX_PER_UNIT,
      up: Number(parts[2]) * PX_PER_UNIT,
      degrees: Number(parts[3]),
      good,
      letter,
    }
  })
  const height = Math.max(...places.map(({ up }) => up)) + 24
  return {
    width: Math.max(...places.map(({ x }) => x)) + 24,
    height,
    x: Float32Array.from(places, ({ x }) => x),
    y: Float32Array.from(places, ({ up }) => height - up),
    angle: Float32Array.from(places, ({ degrees }) => (-(degrees + 180) * Math.PI) / 180),
    kind: Uint8Array.from(places, ({ letter }) =>
      letter === 'A' ? KIND.ending : letter === 'B' ? KIND.bifurcation : KIND.other,
    ),
    quality: Uint8Array.from(places, ({ good }) => good),
    map: null,
  }
}

/** A type-9 record of a template in the standard format. `system` names the extractor in 9.005. */
export function minutiaeRecord(
  idc: number,
  impression: number,
  position: number,
  system: string,
  template: Template,
): TaggedRecord {
  const field = (number: number, ...items: string[][]): NistField => fieldOf(9, number, items)
  const digits = (value: number, count: number): string => String(Math.round(value)).padStart(count, '0')
  const rows = Array.from(template.x, (x, i) => {
    const degrees = ((Math.round((-template.angle[i]! * 180) / Math.PI + 180) % 360) + 360) % 360
    const [across, up] = [x / PX_PER_UNIT, (template.height - template.y[i]!) / PX_PER_UNIT]
    if (across < 0 || up < 0 || across > 9999 || up > 9999)
      throw new NistError(`minutia ${i + 1} outside 0 to 99.99 mm`, 0)
    const quality = template.quality[i]!
    const code = quality === 0 ? 1 : Math.round(2 + ((100 - quality) * 61) / 99)
    return [
      digits(i + 1, 3),
      digits(across, 4) + digits(up, 4) + digits(degrees, 3),
      digits(code, 2),
      LETTERS[template.kind[i]!] ?? 'D',
    ]
  })
  return {
    type: 9,
    fields: [
      field(1, ['0']),
      field(2, [digits(idc, 2)]),
      field(3, [String(impression)]),
      field(4, ['S']),
      field(5, [system, 'A']),
      field(6, [digits(position, 2)]),
      field(7, ['U', 'UC']),
      field(10, [String(rows.length)]),
      field(11, ['0']),
      field(MINUTIAE_FIELD, ...rows),
    ],
  }
}
