import type { Theme } from '@basinet/console/theme/appearance.ts'
import type { Vessel } from '../../contract.ts'
import { directionOf, lookOf, SHAPES } from './look.ts'
import { ahead, mercatorX, mercatorY } from './mercator.ts'
import { MOVING_KN } from '../state/ship-category.ts'

/** Bytes of one symbol: position 2 × f32, angle f32, size f32, colour 4 × u8, kind 4 × u8. */
export const SYMBOL_BYTES = 24
/** Bytes of one vector: from 2 × f32, to 2 × f32, colour 4 × u8. */
export const VECTOR_BYTES = 20

export interface Drawn {
  readonly vessel: Vessel
  /** Unit square of the world. */
  readonly x: number
  readonly y: number
  readonly size: number
}

export interface Instances {
  readonly symbols: ArrayBuffer
  readonly symbolCount: number
  readonly vectors: ArrayBuffer
  readonly vectorCount: number
  /** Point the positions are counted from, so that 32 bits are enough at any zoom. */
  readonly origin: readonly [number, number]
  /** In drawing order, last on top. */
  readonly drawn: readonly Drawn[]
}

export interface InstanceOptions {
  readonly theme: Theme
  readonly now: number
  readonly selected: ReadonlySet<string>
  readonly vectorMinutes: number
  readonly zoom: number
  readonly pixelRatio: number
  readonly origin: readonly [number, number]
}

/** Pixels a symbol takes: small over a whole sea, larger where there is room. */
function symbolPx(zoom: number): number {
  return Math.min(30, Math.max(13, 13 + (zoom - 6) * 2.6))
}

const HOLLOW = 1
const CHOSEN = 2
const ALERTED = 4
const VECTOR_ALPHA = 0.75

/** Ordinary traffic first, then what has an alert, then distress, then what is chosen: the last drawn lies on top. */
function inLayers(vessels: readonly Vessel[], selected: ReadonlySet<string>): Vessel[] {
  const layers: Vessel[][] = [[], [], [], []]
  for (const vessel of vessels) {
    const layer = selected.has(vessel.id)
      ? 3
      : vessel.cls === 'sart'
        ? 2
        : (vessel.flags?.length ?? 0) > 0
          ? 1
          : 0
    layers[layer]?.push(vessel)
  }
  return layers.flat()
}

/** Packs the vessels that are shown for the graphics card. */
export function packInstances(vessels: readonly Vessel[], options: InstanceOptions): Instances {
  const ordered = inLayers(vessels, options.selected)
  const symbols = new DataView(new ArrayBuffer(ordered.length * SYMBOL_BYTES))
  const vectors = new DataView(new ArrayBuffer(ordered.length * VECTOR_BYTES))
  const drawn: Drawn[] = []
  const [ox, oy] = options.origin
  const base = symbolPx(options.zoom) * options.pixelRatio
  let vectorCount = 0
  for (const [i, vessel] of ordered.entries()) {
    const look = lookOf(vessel, options.theme, options.now - vessel.at)
    const x = mercatorX(vessel.lon)
    const y = mercatorY(vessel.lat)
    const chosen = options.selected.has(vessel.id)
    const size =
      base * (look.shape === 'distress' ? 1.5 : look.shape === 'dot' ? 0.75 : 1) * (chosen ? 1.35 : 1)
    const at = i * SYMBOL_BYTES
    symbols.setFloat32(at, x - ox, true)
    symbols.setFloat32(at + 4, y - oy, true)
    symbols.setFloat32(at + 8, ((directionOf(vessel) ?? 0) * Math.PI) / 180, true)
    symbols.setFloat32(at + 12, size, true)
    // A contact by hand has an operational symbol on the overlay; here it only keeps its place and its vector.
    const alpha = vessel.cls === 'hand' ? 0 : Math.round(look.alpha * 255)
    for (let k = 0; k < 3; k++) symbols.setUint8(at + 16 + k, look.colour[k] ?? 0)
    symbols.setUint8(at + 19, alpha)
    symbols.setUint8(at + 20, SHAPES[look.shape])
    const alerted = look.shape !== 'distress' && (vessel.flags?.length ?? 0) > 0
    symbols.setUint8(at + 21, (look.hollow ? HOLLOW : 0) | (chosen ? CHOSEN : 0) | (alerted ? ALERTED : 0))
    drawn.push({ vessel, x, y, size: size / options.pixelRatio })
    if (
      packVector(
        vectors,
        vectorCount,
        vessel,
        options,
        look.colour,
        Math.round(look.alpha * 255),
        x - ox,
        y - oy,
      )
    )
      vectorCount += 1
  }
  return {
    symbols: symbols.buffer,
    symbolCount: ordered.length,
    vectors: vectors.buffer,
    vectorCount,
    origin: options.origin,
    drawn,
  }
}

function packVector(
  view: DataView,
  index: number,
  vessel: Vessel,
  options: InstanceOptions,
  colour: readonly number[],
  alpha: number,
  x: number,
  y: number,
): boolean {
  const { cog, sog } = vessel
  if (options.vectorMinutes === 0 || cog === undefined || sog === undefined || sog < MOVING_KN) return false
  const [lon, lat] = ahead(vessel.lon, vessel.lat, cog, sog, options.vectorMinutes)
  const at = index * VECTOR_BYTES
  view.setFloat32(at, x, true)
  view.setFloat32(at + 4, y, true)
  view.setFloat32(at + 8, mercatorX(lon) - options.origin[0], true)
  view.setFloat32(at + 12, mercatorY(lat) - options.origin[1], true)
  for (let k = 0; k < 3; k++) view.setUint8(at + 16 + k, colour[k] ?? 0)
  view.setUint8(at + 19, Math.round(alpha * VECTOR_ALPHA))
  return true
}
