import { MAP_BACKGROUND, MAP_CELL_PX, type RidgeMap, type Template } from './template.ts'

/**
 * A template in at most COMPACT_MAX bytes: head of 8 (mark, minutiae, map's first column and row, columns, rows, step,
 * reserved), 4 a minutia (x 10 bits, y 10, angle 7, kind 2, quality 3; from the map's corner), the map's codes of 6 bits.
 */
export const COMPACT_MAX = 344
const HEAD = 8
const MARK = 0xf1
const SIDE_MAX_PX = 1023
const ANGLE_STEPS = 128

/** A compact template that cannot be read. */
export class CompactError extends Error {}

/** Writes a template in at most `most` bytes; its weakest minutiae go where it does not fit. Throws CompactError where a side passes 1,023 pixels. */
export function writeCompact(template: Template, most = COMPACT_MAX): Uint8Array {
  const { map } = template
  const box = map === null ? { c: 0, r: 0, cols: 0, rows: 0 } : boxOf(map)
  let step = 1
  const bytesOfMap = (): number =>
    Math.ceil((6 * Math.ceil(box.cols / step) * Math.ceil(box.rows / step)) / 8)
  while (bytesOfMap() > most / 2) step++
  const room = Math.floor((most - HEAD - bytesOfMap()) / 4)
  const [left, top] = [box.c * MAP_CELL_PX, box.r * MAP_CELL_PX]
  const kept = Array.from(template.x, (_, i) => i)
    .sort((a, b) => template.quality[b]! - template.quality[a]!)
    .slice(0, room)
  const out = new Uint8Array(HEAD + 4 * kept.length + bytesOfMap())
  out.set([MARK, kept.length, box.c, box.r, box.cols, box.rows, step, 0])
  const view = new DataView(out.buffer)
  kept.forEach((i, k) => view.setUint32(HEAD + 4 * k, packed(template, i, left, top)))
  if (map !== null) writeCodes(map, box, step, out, HEAD + 4 * kept.length)
  return out
}

function packed({ x, y, angle, kind, quality }: Template, i: number, left: number, top: number): number {
  const [px, py] = [Math.round(x[i]! - left), Math.round(y[i]! - top)]
  if (px < 0 || py < 0 || px > SIDE_MAX_PX || py > SIDE_MAX_PX)
    throw new CompactError(`minutia at ${px}, ${py} pixels; 0 to ${SIDE_MAX_PX} expected`)
  const turns = angle[i]! / (2 * Math.PI)
  const code = Math.round((turns - Math.floor(turns)) * ANGLE_STEPS) % ANGLE_STEPS
  return ((px << 22) | (py << 12) | (code << 5) | (kind[i]! << 3) | Math.min(7, quality[i]! / 12.5)) >>> 0
}

interface Box {
  c: number
  r: number
  cols: number
  rows: number
}

function boxOf({ cols, rows, codes }: RidgeMap): Box {
  let [c0, r0, c1, r1] = [cols, rows, 0, 0]
  codes.forEach((code, i) => {
    if (code === MAP_BACKGROUND) return
    const [c, r] = [i % cols, Math.floor(i / cols)]
    c0 = Math.min(c0, c)
    r0 = Math.min(r0, r)
    c1 = Math.max(c1, c + 1)
    r1 = Math.max(r1, r + 1)
  })
  return c1 === 0 ? { c: 0, r: 0, cols: 0, rows: 0 } : { c: c0, r: r0, cols: c1 - c0, rows: r1 - r0 }
}

function writeCodes(map: RidgeMap, box: Box, step: number, out: Uint8Array, at: number): void {
  let bit = 0
  for (let r = 0; r < box.rows; r += step)
    for (let c = 0; c < box.cols; c += step) {
      const code = map.codes[(box.r + r) * map.cols + box.c + c]!
      for (let k = 5; k >= 0; k--, bit++) if ((code >> k) & 1) out[at + (bit >> 3)]! |= 128 >> (bit & 7)
    }
}

/** Places of up to `most` minutiae of what writeCompact wrote, the clearest first; returns how many. For many prints: nothing is checked and nothing made. */
export function readPlaces(
  bytes: Uint8Array,
  most: number,
  x: Float32Array,
  y: Float32Array,
  turn128: Uint8Array,
): number {
  const count = Math.min(most, bytes[1]!)
  const [left, top] = [bytes[2]! * MAP_CELL_PX, bytes[3]! * MAP_CELL_PX]
  for (let i = 0, at = HEAD; i < count; i++, at += 4) {
    const word = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
    x[i] = left + (word >>> 22)
    y[i] = top + ((word >>> 12) & SIDE_MAX_PX)
    turn128[i] = (word >>> 5) & (ANGLE_STEPS - 1)
  }
  return count
}

/** Reads what writeCompact wrote. Throws CompactError. */
export function readCompact(bytes: Uint8Array): Template {
  const [mark, count = 0, c0 = 0, r0 = 0, cols = 0, rows = 0, step = 0] = bytes
  if (mark !== MARK || bytes.length < HEAD || step < 1)
    throw new CompactError('not a compact template (byte 0)')
  const mapBytes = Math.ceil((6 * Math.ceil(cols / step) * Math.ceil(rows / step)) / 8)
  const expected = HEAD + 4 * count + mapBytes
  if (bytes.length < expected)
    throw new CompactError(`template of ${bytes.length} bytes; ${expected} expected`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [left, top] = [c0 * MAP_CELL_PX, r0 * MAP_CELL_PX]
  const [allCols, allRows] = [c0 + cols, r0 + rows]
  const map =
    cols === 0
      ? null
      : {
          cols: allCols,
          rows: allRows,
          codes: readCodes(bytes.subarray(HEAD + 4 * count), { c: c0, r: r0, cols, rows }, step),
        }
  const [x, y, angle] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)]
  const [kind, quality] = [new Uint8Array(count), new Uint8Array(count)]
  for (let i = 0; i < count; i++) {
    const word = view.getUint32(HEAD + 4 * i)
    x[i] = left + (word >>> 22)
    y[i] = top + ((word >>> 12) & SIDE_MAX_PX)
    angle[i] = (((word >>> 5) & (ANGLE_STEPS - 1)) * 2 * Math.PI) / ANGLE_STEPS
    kind[i] = (word >>> 3) & 3
    quality[i] = (word & 7) * 12.5 + 6
  }
  const width = map === null ? SIDE_MAX_PX : allCols * MAP_CELL_PX
  const height = map === null ? SIDE_MAX_PX : allRows * MAP_CELL_PX
  return { width, height, x, y, angle, kind, quality, map }
}

function readCodes(bytes: Uint8Array, box: Box, step: number): Uint8Array {
  const cols = box.c + box.cols
  const codes = new Uint8Array(cols * (box.r + box.rows)).fill(MAP_BACKGROUND)
  const wide = Math.ceil(box.cols / step)
  for (let r = 0; r < box.rows; r++) {
    const row = step === 1 ? r : Math.floor(r / step)
    const out = (box.r + r) * cols + box.c
    for (let c = 0; c < box.cols; c++) {
      const bit = 6 * (row * wide + (step === 1 ? c : Math.floor(c / step)))
      const at = bit >> 3
      const pair = (bytes[at]! << 8) | (at + 1 < bytes.length ? bytes[at + 1]! : 0)
      codes[out + c] = (pair >> (10 - (bit & 7))) & 63
    }
  }
  return codes
}
