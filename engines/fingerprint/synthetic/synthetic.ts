import { seeded } from '../kernel/seeded.ts'
import { KIND, MAP_BACKGROUND, MAP_CELL_PX, MAP_STEPS, type Template } from '../template/template.ts'

/** Print of a synthetic finger, pixels at 500 ppi. */
const WIDTH_PX = 336
const HEIGHT_PX = 408
const MINUTIAE_MIN = 28
const MINUTIAE_SPAN = 24
/** No two minutiae lie nearer: about one ridge. */
const APART_PX = 9

/** How a second impression of a finger differs from the first. */
export interface Change {
  turn: number
  shiftX: number
  shiftY: number
  /** Standard deviation of a minutia's place, pixels, and of its direction, radians. */
  noisePx: number
  noiseAngle: number
  /** Share of minutiae lost, and of as many false ones added. */
  lost: number
  added: number
}

/**
 * The first impression of synthetic finger `seed`: a loop- or whorl-like orientation field (Sherlock and Monro 1993, zero-pole
 * model), minutiae scattered on an oval print along it. A load for galleries, not a model of what fingers are like.
 */
export function syntheticFinger(seed: number): Template {
  const random = seeded(seed)
  const direction = orientation(random)
  const count = MINUTIAE_MIN + Math.floor(random() * MINUTIAE_SPAN)
  const places: { x: number; y: number; angle: number }[] = []
  for (let tries = 0; places.length < count && tries < 40 * count; tries++) {
    const [x, y] = [random() * WIDTH_PX, random() * HEIGHT_PX]
    if (!inside(x, y) || places.some((m) => Math.hypot(m.x - x, m.y - y) < APART_PX)) continue
    places.push({ x, y, angle: direction(x, y) + (random() < 0.5 ? 0 : Math.PI) })
  }
  return templateOf(places, direction, random)
}

function inside(x: number, y: number): boolean {
  return ((2 * x) / WIDTH_PX - 1) ** 2 + ((2 * y) / HEIGHT_PX - 1) ** 2 < 1
}

function orientation(random: () => number): (x: number, y: number) => number {
  const core = { x: WIDTH_PX * (0.4 + 0.2 * random()), y: HEIGHT_PX * (0.3 + 0.2 * random()) }
  const delta = {
    x: core.x + (random() < 0.5 ? -1 : 1) * (70 + 80 * random()),
    y: core.y + 110 + 90 * random(),
  }
  const tilt = (random() - 0.5) * 0.4
  return (x, y) => (Math.atan2(y - core.y, x - core.x) - Math.atan2(y - delta.y, x - delta.x)) / 2 + tilt
}

function templateOf(
  places: readonly { x: number; y: number; angle: number }[],
  direction: (x: number, y: number) => number,
  random: () => number,
): Template {
  const [cols, rows] = [Math.ceil(WIDTH_PX / MAP_CELL_PX), Math.ceil(HEIGHT_PX / MAP_CELL_PX)]
  const codes = Uint8Array.from({ length: cols * rows }, (_, i) => {
    const [x, y] = [((i % cols) + 0.5) * MAP_CELL_PX, (Math.floor(i / cols) + 0.5) * MAP_CELL_PX]
    if (!inside(x, y)) return MAP_BACKGROUND
    const turns = direction(x, y) / Math.PI
    return Math.floor((turns - Math.floor(turns)) * MAP_STEPS) % MAP_STEPS
  })
  return {
    width: WIDTH_PX,
    height: HEIGHT_PX,
    x: Float32Array.from(places, (m) => m.x),
    y: Float32Array.from(places, (m) => m.y),
    angle: Float32Array.from(places, (m) => m.angle),
    kind: Uint8Array.from(places, () => (random() < 0.6 ? KIND.ending : KIND.bifurcation)),
    quality: Uint8Array.from(places, () => 25 + Math.floor(random() * 65)),
    map: { cols, rows, codes },
  }
}

/** Another impression of a print: turned about its middle, shifted, minutiae moved, lost and added. */
export function impressionOf(print: Template, seed: number, change: Change): Template {
  const random = seeded(seed)
  const [cos, sin] = [Math.cos(change.turn), Math.sin(change.turn)]
  const [mx, my] = [print.width / 2, print.height / 2]
  const kept = Array.from(print.x, (_, i) => i).filter(() => random() >= change.lost)
  const places = kept.map((i) => {
    const [x, y] = [print.x[i]! - mx, print.y[i]! - my]
    return {
      x: mx + cos * x - sin * y + change.shiftX + change.noisePx * normal(random),
      y: my + sin * x + cos * y + change.shiftY + change.noisePx * normal(random),
      angle: print.angle[i]! + change.turn + change.noiseAngle * normal(random),
      kind: print.kind[i]!,
      quality: Math.max(5, Math.min(100, Math.round(print.quality[i]! + 8 * normal(random)))),
    }
  })
  for (let k = Math.round(change.added * print.x.length); k > 0; k--)
    places.push({
      x: random() * print.width,
      y: random() * print.height,
      angle: random() * 2 * Math.PI,
      kind: 1,
      quality: 20 + Math.floor(random() * 30),
    })
  const seen = places.filter((m) => m.x >= 0 && m.y >= 0 && m.x < print.width && m.y < print.height)
  return {
    width: print.width,
    height: print.height,
    x: Float32Array.from(seen, (m) => m.x),
    y: Float32Array.from(seen, (m) => m.y),
    angle: Float32Array.from(seen, (m) => m.angle),
    kind: Uint8Array.from(seen, (m) => m.kind),
    quality: Uint8Array.from(seen, (m) => m.quality),
    map: null,
  }
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
