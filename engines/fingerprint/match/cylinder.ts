import { MAP_BACKGROUND, mapCodeAt, type Template } from '../template/template.ts'

/** Radius of the neighbourhood a minutia is described by, pixels at 500 ppi (Cappelli, Ferrara, Maltoni 2010: 70). */
const RADIUS_PX = 72
const CELLS = 64
const DIRECTIONS = 6
export { CELLS as CYLINDER_CELLS, DIRECTIONS as CYLINDER_DIRECTIONS }
/** Spread of a neighbour's position and direction (same source, table 2: 28/3 px, 2 pi / 9). */
const SIGMA_PX = 28 / 3
const SIGMA_ANGLE = (2 * Math.PI) / 9
/** Contribution from which a bit is set (same source, table 2). */
const BIT_MIN = 0.004
/** 32-bit words of a cylinder, and of the mask of the bits that are valid. */
export const CYLINDER_WORDS = (CELLS * DIRECTIONS) / 32
/** A cylinder is used with this many valid cells and neighbours. */
const VALID_CELLS_MIN = 32
const NEIGHBOURS_MIN = 2

/** Bit cylinders of a template's minutiae, one behind the other; those of unusable minutiae are zero and `usable` is 0. */
export interface Cylinders {
  readonly bits: Uint32Array
  readonly valid: Uint32Array
  readonly usable: Uint8Array
}

/** Cell centres by the sunflower rule: even over the disc, no cell outside it as on a square grid. */
const CELL_X = new Float64Array(CELLS)
const CELL_Y = new Float64Array(CELLS)
for (let k = 0; k < CELLS; k++) {
  const radius = RADIUS_PX * Math.sqrt((k + 0.5) / CELLS)
  const angle = k * Math.PI * (3 - Math.sqrt(5))
  CELL_X[k] = radius * Math.cos(angle)
  CELL_Y[k] = radius * Math.sin(angle)
}

const SPATIAL = Float64Array.from(
  { length: 1024 },
  (_, d2) => Math.exp(-d2 / (2 * SIGMA_PX * SIGMA_PX)) / (SIGMA_PX * Math.sqrt(2 * Math.PI)),
)

/** Minutia Cylinder-Code in bits (Cappelli, Ferrara, Maltoni, TPAMI 32(12) 2010, sections 3 and 4.2). */
export function cylindersOf(template: Template): Cylinders {
  const count = template.x.length
  const bits = new Uint32Array(count * CYLINDER_WORDS)
  const valid = new Uint32Array(count * CYLINDER_WORDS)
  const usable = new Uint8Array(count)
  const sums = new Float64Array(CELLS * DIRECTIONS)
  for (let m = 0; m < count; m++) {
    const neighbours = gatherNeighbours(template, m, sums)
    const cells = markValid(template, m, valid.subarray(m * CYLINDER_WORDS, (m + 1) * CYLINDER_WORDS))
    if (cells < VALID_CELLS_MIN || neighbours < NEIGHBOURS_MIN) continue
    usable[m] = 1
    for (let b = 0; b < sums.length; b++) {
      const word = m * CYLINDER_WORDS + (b >> 5)
      if (sums[b]! > BIT_MIN) bits[word]! |= (1 << (b & 31)) & valid[word]!
    }
  }
  return { bits, valid, usable }
}

export function gatherNeighbours({ x, y, angle }: Template, m: number, sums: Float64Array): number {
  sums.fill(0)
  const [cos, sin] = [Math.cos(angle[m]!), Math.sin(angle[m]!)]
  const shares = new Float64Array(DIRECTIONS)
  let neighbours = 0
  for (let t = 0; t < x.length; t++) {
    if (t === m) continue
    const [dx, dy] = [x[t]! - x[m]!, y[t]! - y[m]!]
    if (dx * dx + dy * dy > (RADIUS_PX + 3 * SIGMA_PX) ** 2) continue
    neighbours++
    const [u, v] = [dx * cos + dy * sin, dy * cos - dx * sin]
    const turned = angle[t]! - angle[m]!
    for (let d = 0; d < DIRECTIONS; d++) shares[d] = directionShare(turned, d)
    for (let k = 0; k < CELLS; k++) {
      const d2 = (u - CELL_X[k]!) ** 2 + (v - CELL_Y[k]!) ** 2
      if (d2 > 9 * SIGMA_PX * SIGMA_PX) continue
      const weight = SPATIAL[d2 | 0]!
      for (let d = 0; d < DIRECTIONS; d++) sums[d * CELLS + k]! += weight * shares[d]!
    }
  }
  return neighbours
}

/** The normal distribution of the direction integrated over one of the six levels (same source, equation 11). */
function directionShare(turned: number, level: number): number {
  const width = (2 * Math.PI) / DIRECTIONS
  const centre = (level + 0.5) * width - Math.PI
  let off = turned - centre
  off -= 2 * Math.PI * Math.round(off / (2 * Math.PI))
  return (Math.exp(-0.5 * (off / SIGMA_ANGLE) ** 2) * width) / (SIGMA_ANGLE * Math.sqrt(2 * Math.PI))
}

/** Sets the bits of the cells that lie on print; returns how many cells do. */
function markValid({ x, y, angle, map }: Template, m: number, valid: Uint32Array): number {
  const [cos, sin] = [Math.cos(angle[m]!), Math.sin(angle[m]!)]
  let cells = 0
  for (let k = 0; k < CELLS; k++) {
    const px = x[m]! + CELL_X[k]! * cos - CELL_Y[k]! * sin
    const py = y[m]! + CELL_X[k]! * sin + CELL_Y[k]! * cos
    if (map !== null && mapCodeAt(map, px, py) === MAP_BACKGROUND) continue
    cells++
    for (let d = 0; d < DIRECTIONS; d++) valid[(d * CELLS + k) >> 5]! |= 1 << (k & 31)
  }
  return cells
}
