import { KIND, type Template } from '../template/template.ts'

/** Finger positions of ISO/IEC 19794-2:2005, place from memory; the first of ANSI/NIST-ITL 1-2011 Update 2013, table 8, are the same. */
export const FINGER_POSITIONS = [
  'unknown',
  'right-thumb',
  'right-index',
  'right-middle',
  'right-ring',
  'right-little',
  'left-thumb',
  'left-index',
  'left-middle',
  'left-ring',
  'left-little',
] as const

/** One finger of a record. */
export interface MinutiaeView {
  /** Number in FINGER_POSITIONS. */
  readonly position: number
  readonly view: number
  readonly impression: number
  /** 0 to 100. */
  readonly quality: number
  readonly template: Template
  /** Extended data as they stand: not interpreted, written again. */
  readonly extended: Uint8Array
}

export interface MinutiaeRecord {
  readonly device: number
  readonly width: number
  readonly height: number
  /** Pixels a centimetre, across and down; minutiae of the views are in pixels at 500 ppi all the same. */
  readonly xPerCm: number
  readonly yPerCm: number
  readonly views: readonly MinutiaeView[]
}

/** A record that cannot be read: what was wrong and at which byte. */
export class IsoError extends Error {
  readonly byte: number

  constructor(message: string, byte: number) {
    super(`ISO/IEC 19794-2: ${message} (byte ${byte})`)
    this.byte = byte
  }
}

const HEAD = 24
const VIEW_HEAD = 4
const MINUTIA = 6
const SIDE_MAX = 16_383
const COUNT_MAX = 255
/** 500 ppi in pixels a centimetre. */
const WORK_PER_CM = 500 / 2.54
/** The standard's angle unit: 360 / 256 degrees, anticlockwise from x right. */
const ANGLE_STEPS = 256
const TYPE_KINDS = [KIND.other, KIND.ending, KIND.bifurcation] as const

export function isIso19794(bytes: Uint8Array): boolean {
  return bytes[0] === 0x46 && bytes[1] === 0x4d && bytes[2] === 0x52 && bytes[3] === 0
}

/** Reads a finger minutiae record of ISO/IEC 19794-2:2005 (general format; checked on records of another maker, not on the text). Throws IsoError. */
export function readIso19794(bytes: Uint8Array): MinutiaeRecord {
  if (!isIso19794(bytes)) throw new IsoError('"FMR" and a zero expected', 0)
  if (bytes.length < HEAD)
    throw new IsoError(`head of ${HEAD} bytes expected, ${bytes.length} there`, bytes.length)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(4) !== 0x2032_3000) throw new IsoError('version " 20" expected', 4)
  const length = view.getUint32(8)
  if (length > bytes.length || length < HEAD)
    throw new IsoError(`length ${length}, but ${bytes.length} bytes there`, 8)
  const [xPerCm, yPerCm] = [view.getUint16(18), view.getUint16(20)]
  if (xPerCm === 0 || yPerCm === 0) throw new IsoError('resolution 0', 18)
  const head = {
    device: view.getUint16(12),
    width: view.getUint16(14),
    height: view.getUint16(16),
    xPerCm,
    yPerCm,
  }
  const views: MinutiaeView[] = []
  let at = HEAD
  for (let left = bytes[22]!; left > 0; left--) {
    const found = readView(view, at, length, head)
    views.push(found.view)
    at = found.end
  }
  if (at !== length) throw new IsoError(`${length - at} bytes after the last view`, at)
  return { ...head, views }
}

type Head = Omit<MinutiaeRecord, 'views'>

function readView(
  data: DataView,
  at: number,
  length: number,
  head: Head,
): { view: MinutiaeView; end: number } {
  if (at + VIEW_HEAD > length) throw new IsoError('record ends inside a view', at)
  const count = data.getUint8(at + 3)
  const extendedAt = at + VIEW_HEAD + MINUTIA * count
  if (extendedAt + 2 > length) throw new IsoError(`record ends inside ${count} minutiae`, at + 3)
  const end = extendedAt + 2 + data.getUint16(extendedAt)
  if (end > length) throw new IsoError('extended data pass the end', extendedAt)
  const [kx, ky] = [WORK_PER_CM / head.xPerCm, WORK_PER_CM / head.yPerCm]
  const [x, y, angle] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)]
  const [kind, quality] = [new Uint8Array(count), new Uint8Array(count)]
  for (let i = 0; i < count; i++) {
    const from = at + VIEW_HEAD + MINUTIA * i
    const place = data.getUint16(from)
    const type = TYPE_KINDS[place >> 14]
    if (type === undefined) throw new IsoError('minutia type 3 is reserved', from)
    kind[i] = type
    x[i] = (place & SIDE_MAX) * kx
    y[i] = (data.getUint16(from + 2) & SIDE_MAX) * ky
    angle[i] = (-data.getUint8(from + 4) * 2 * Math.PI) / ANGLE_STEPS
    quality[i] = data.getUint8(from + 5)
  }
  const template: Template = {
    width: head.width * kx,
    height: head.height * ky,
    x,
    y,
    angle,
    kind,
    quality,
    map: null,
  }
  const extended = new Uint8Array(data.buffer, data.byteOffset + extendedAt + 2, end - extendedAt - 2)
  const second = data.getUint8(at + 1)
  const view = {
    position: data.getUint8(at),
    view: second >> 4,
    impression: second & 15,
    quality: data.getUint8(at + 2),
    template,
    extended,
  }
  return { view, end }
}

/** Writes a record; at most 255 minutiae a view, the clearest. Throws IsoError where a value does not fit its field. */
export function writeIso19794(record: MinutiaeRecord): Uint8Array {
  const parts = record.views.map((view) => viewBytes(view, record))
  const out = new Uint8Array(HEAD + parts.reduce((sum, part) => sum + part.length, 0))
  const data = new DataView(out.buffer)
  data.setUint32(0, 0x464d_5200)
  data.setUint32(4, 0x2032_3000)
  data.setUint32(8, out.length)
  const fields = [record.device, record.width, record.height, record.xPerCm, record.yPerCm]
  fields.forEach((value, i) => {
    if (!(value >= 0 && value <= 65_535)) throw new IsoError(`${value} does not fit 16 bits`, 12 + 2 * i)
    data.setUint16(12 + 2 * i, Math.round(value))
  })
  out[22] = parts.length
  let at = HEAD
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

function viewBytes(
  { position, view, impression, quality, template, extended }: MinutiaeView,
  head: Head,
): Uint8Array {
  const kept = Array.from(template.x, (_, i) => i)
  if (kept.length > COUNT_MAX)
    kept.sort((a, b) => template.quality[b]! - template.quality[a]!).splice(COUNT_MAX)
  const out = new Uint8Array(VIEW_HEAD + MINUTIA * kept.length + 2 + extended.length)
  const data = new DataView(out.buffer)
  out.set([position, (view << 4) | impression, quality, kept.length])
  const [kx, ky] = [head.xPerCm / WORK_PER_CM, head.yPerCm / WORK_PER_CM]
  kept.forEach((i, k) => {
    const at = VIEW_HEAD + MINUTIA * k
    const [x, y] = [Math.round(template.x[i]! * kx), Math.round(template.y[i]! * ky)]
    if (x < 0 || y < 0 || x > SIDE_MAX || y > SIDE_MAX)
      throw new IsoError(`minutia at ${x}, ${y}; 0 to ${SIDE_MAX} expected`, at)
    data.setUint16(at, (template.kind[i]! << 14) | x)
    data.setUint16(at + 2, y)
    const turns = -template.angle[i]! / (2 * Math.PI)
    out[at + 4] = Math.round((turns - Math.floor(turns)) * ANGLE_STEPS) % ANGLE_STEPS
    out[at + 5] = template.quality[i]!
  })
  data.setUint16(VIEW_HEAD + MINUTIA * kept.length, extended.length)
  out.set(extended, VIEW_HEAD + MINUTIA * kept.length + 2)
  return out
}
