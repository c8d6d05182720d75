import { read, unread, type Read } from '../result.ts'
import type { Framed } from '../surface/surface.ts'

/**
 * A prepared map as a gallery keeps it, little-endian: "BTM1", u16 width, u16 height, then as f32 the spacing, the middle of the field
 * (x, y), the field (width, height) and the step of the heights, all in metres; then i16 steps row by row, −32768 where nothing was measured.
 */
const MAGIC = 0x31_4d_54_42
const HEAD_BYTES = 32
const MISSING = -32_768
const STEPS_MAX = 32_767
/** Points along a side. */
const SIDE_MAX = 20_000

/** A face of 3.5 mm takes 40 kB; heights lose at most half a step, far below the noise of any instrument. */
export function packMap(map: Framed): Uint8Array {
  const { width, height, dx, z, field, fieldMiddle } = map
  if (width > SIDE_MAX || height > SIDE_MAX) throw new RangeError(`at most ${SIDE_MAX} points a side`)
  let most = 0
  for (const value of z) if (value === value) most = Math.max(most, Math.abs(value))
  const step = most > 0 ? most / STEPS_MAX : 1
  const bytes = new Uint8Array(HEAD_BYTES + 2 * z.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint16(4, width, true)
  view.setUint16(6, height, true)
  for (const [i, value] of [dx, fieldMiddle.x, fieldMiddle.y, field.width, field.height, step].entries())
    view.setFloat32(8 + 4 * i, value, true)
  for (let i = 0; i < z.length; i++) {
    const value = z[i]!
    view.setInt16(HEAD_BYTES + 2 * i, value === value ? Math.round(value / step) : MISSING, true)
  }
  return bytes
}

/** Errors: `map.head`, `map.size`. */
export function unpackMap(bytes: Uint8Array): Read<Framed> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEAD_BYTES || view.getUint32(0, true) !== MAGIC)
    return unread('map.head', 'byte 0', '"BTM1" and a head of 32 bytes expected')
  const [width, height] = [view.getUint16(4, true), view.getUint16(6, true)]
  const points = width * height
  if (points === 0 || width > SIDE_MAX || height > SIDE_MAX || bytes.length !== HEAD_BYTES + 2 * points)
    return unread('map.size', 'byte 4', `${width} × ${height} points do not fit ${bytes.length} bytes`)
  const [dx, mx, my, fw, fh, step] = Array.from({ length: 6 }, (_, i) =>
    view.getFloat32(8 + 4 * i, true),
  ) as [number, number, number, number, number, number]
  if (!(dx > 0 && step > 0 && fw > 0 && fh > 0 && Number.isFinite(mx + my + fw + fh + dx + step)))
    return unread('map.head', 'byte 8', 'positive finite lengths expected')
  const z = new Float32Array(points)
  for (let i = 0; i < points; i++) {
    const value = view.getInt16(HEAD_BYTES + 2 * i, true)
    z[i] = value === MISSING ? Number.NaN : value * step
  }
  return read({
    width,
    height,
    dx,
    dy: dx,
    z,
    fieldMiddle: { x: mx, y: my },
    field: { width: fw, height: fh },
  })
}
