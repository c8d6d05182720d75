import type { Theme } from '@basinet/console/theme/appearance.ts'
import type { Vessel } from '../../contract.ts'
import { directionOf, lookOf, SHAPES } from './look.ts'
import { ahead, mercatorX, mercatorY } from './mercator.ts'
import { MOVING_KN } from '../state/ship-category.ts'

/**
 * Both are boxes of four corners, each a vertex of 24 bytes. Instances, one a vessel, were the first thought and a sixth of
 * the upload; but a software renderer takes every instance for a drawing of its own, and ten thousand of them took half
 * a second a frame.
 */
export const VERTEX_BYTES = 24
export const CORNERS = 4
const VERTEX_WORDS = VERTEX_BYTES / 4
/** Where in a vertex its corner stands, as a byte: 0 to 3. */
const CORNER_BYTE = 23

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

/** Of so many vessels on one map a full symbol hides its neighbours; what matters of each is place, colour and course. */
const CROWDS = [
  { from: 6000, share: 0.55 },
  { from: 2500, share: 0.7 },
] as const
const SMALLEST_PX = 8

const HOLLOW = 1
const CHOSEN = 2
const ALERTED = 4
const VECTOR_ALPHA = 0.75
/** Side of the world at zoom 0 (MapLibre). */
const TILE_PX = 512

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

/** Vertices in the making: one is written, then copied to the other corners of its box. */
class Boxes {
  readonly buffer: ArrayBuffer
  readonly words: Float32Array
  readonly bytes: Uint8Array
  count = 0

  constructor(max: number) {
    this.buffer = new ArrayBuffer(max * CORNERS * VERTEX_BYTES)
    this.words = new Float32Array(this.buffer)
    this.bytes = new Uint8Array(this.buffer)
  }

  /** First word of the next box; its four numbers are written there and its eight bytes after them. */
  get at(): number {
    return this.count * CORNERS * VERTEX_WORDS
  }

  add(x: number, y: number, third: number, fourth: number): number {
    const { at, words } = this
    words[at] = x
    words[at + 1] = y
    words[at + 2] = third
    words[at + 3] = fourth
    return at * 4 + 16
  }

  colour(at: number, colour: readonly number[], alpha: number): void {
    for (let k = 0; k < 3; k++) this.bytes[at + k] = colour[k] ?? 0
    this.bytes[at + 3] = alpha
  }

  done(): void {
    const from = this.at
    for (let corner = 1; corner < CORNERS; corner++) {
      this.words.copyWithin(from + corner * VERTEX_WORDS, from, from + VERTEX_WORDS)
      this.bytes[(from + corner * VERTEX_WORDS) * 4 + CORNER_BYTE] = corner
    }
    this.count++
  }
}

/** Packs the vessels that are shown for the graphics card. */
export function packInstances(vessels: readonly Vessel[], options: InstanceOptions): Instances {
  const ordered = inLayers(vessels, options.selected)
  const symbols = new Boxes(ordered.length)
  const vectors = new Boxes(ordered.length)
  const drawn: Drawn[] = []
  const [ox, oy] = options.origin
  const share = CROWDS.find(({ from }) => ordered.length >= from)?.share ?? 1
  const base = Math.max(SMALLEST_PX, symbolPx(options.zoom) * share) * options.pixelRatio
  /** A vector that ends under its own symbol is not drawn. */
  const shortest = (base * 0.4) / options.pixelRatio / (TILE_PX * 2 ** options.zoom)
  for (const vessel of ordered) {
    const look = lookOf(vessel, options.theme, options.now - vessel.at)
    const x = mercatorX(vessel.lon)
    const y = mercatorY(vessel.lat)
    const chosen = options.selected.has(vessel.id)
    const size =
      base * (look.shape === 'distress' ? 1.5 : look.shape === 'dot' ? 0.75 : 1) * (chosen ? 1.35 : 1)
    const alpha = Math.round(look.alpha * 255)
    const at = symbols.add(x - ox, y - oy, ((directionOf(vessel) ?? 0) * Math.PI) / 180, size)
    // A contact by hand has an operational symbol on the overlay; here it only keeps its place and its vector.
    symbols.colour(at, look.colour, vessel.cls === 'hand' ? 0 : alpha)
    symbols.bytes[at + 4] = SHAPES[look.shape]
    const alerted = look.shape !== 'distress' && (vessel.flags?.length ?? 0) > 0
    symbols.bytes[at + 5] = (look.hollow ? HOLLOW : 0) | (chosen ? CHOSEN : 0) | (alerted ? ALERTED : 0)
    symbols.done()
    drawn.push({ vessel, x, y, size: size / options.pixelRatio })
    packVector(vectors, vessel, options, look.colour, alpha, x - ox, y - oy, shortest)
  }
  return {
    symbols: symbols.buffer,
    symbolCount: symbols.count,
    vectors: vectors.buffer,
    vectorCount: vectors.count,
    origin: options.origin,
    drawn,
  }
}

function packVector(
  vectors: Boxes,
  vessel: Vessel,
  options: InstanceOptions,
  colour: readonly number[],
  alpha: number,
  x: number,
  y: number,
  shortest: number,
): void {
  const { cog, sog } = vessel
  if (options.vectorMinutes === 0 || cog === undefined || sog === undefined || sog < MOVING_KN) return
  const [lon, lat] = ahead(vessel.lon, vessel.lat, cog, sog, options.vectorMinutes)
  const [toX, toY] = [mercatorX(lon) - options.origin[0], mercatorY(lat) - options.origin[1]]
  if (Math.abs(toX - x) + Math.abs(toY - y) < shortest) return
  const at = vectors.add(x, y, toX, toY)
  vectors.colour(at, colour, Math.round(alpha * VECTOR_ALPHA))
  vectors.done()
}
