import { HEIGHT_BYTES, type HeightType } from './document.ts'

export interface Scale {
  readonly increment: number
  readonly offset: number
}

/**
 * Little-endian heights to metres. Missing is NaN in floats (any payload: R's own missing value is a NaN too), a cleared bit of the
 * validity part for every type; infinities count as missing.
 */
export function decodeHeights(
  data: Uint8Array,
  type: HeightType,
  { increment, offset }: Scale,
  valid: Uint8Array | null,
): Float32Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const bytes = HEIGHT_BYTES[type]
  const out = new Float32Array(data.length / bytes)
  const float = type === 'F' || type === 'D'
  for (let i = 0; i < out.length; i++) {
    const raw = rawAt(view, type, i * bytes)
    const measured = Number.isFinite(raw) && (valid === null || ((valid[i >> 3]! >> (i & 7)) & 1) === 1)
    out[i] = measured ? (float && increment === 1 ? raw + offset : raw * increment + offset) : Number.NaN
  }
  return out
}

function rawAt(view: DataView, type: HeightType, at: number): number {
  if (type === 'F') return view.getFloat32(at, true)
  if (type === 'D') return view.getFloat64(at, true)
  return type === 'I' ? view.getInt16(at, true) : view.getInt32(at, true)
}

/** Largest magnitude each integer type keeps. */
const LARGEST: Readonly<Record<'I' | 'L', number>> = { I: 32_767, L: 2_147_483_647 }

export interface EncodedHeights {
  readonly data: Uint8Array
  /** One bit a point; null for floats, whose missing points are NaN. */
  readonly valid: Uint8Array | null
  readonly scale: Scale
}

/** Metres to bytes. Integers use their whole range between the lowest and the highest point. */
export function encodeHeights(z: Float32Array, type: HeightType): EncodedHeights {
  const data = new Uint8Array(z.length * HEIGHT_BYTES[type])
  const view = new DataView(data.buffer)
  if (type === 'F' || type === 'D') {
    for (let i = 0; i < z.length; i++) {
      if (type === 'F') view.setFloat32(4 * i, z[i]!, true)
      else view.setFloat64(8 * i, z[i]!, true)
    }
    return { data, valid: null, scale: { increment: 1, offset: 0 } }
  }
  let [low, high] = [Infinity, -Infinity]
  for (const value of z) {
    if (value < low) low = value
    if (value > high) high = value
  }
  const offset = high >= low ? (high + low) / 2 : 0
  const increment = high > low ? (high - low) / (2 * LARGEST[type]) : 1e-9
  const valid = new Uint8Array(Math.ceil(z.length / 8))
  for (let i = 0; i < z.length; i++) {
    const value = z[i]!
    if (value !== value) continue
    valid[i >> 3]! |= 1 << (i & 7)
    const raw = Math.max(-LARGEST[type], Math.min(LARGEST[type], Math.round((value - offset) / increment)))
    if (type === 'I') view.setInt16(2 * i, raw, true)
    else view.setInt32(4 * i, raw, true)
  }
  return { data, valid, scale: { increment, offset } }
}
