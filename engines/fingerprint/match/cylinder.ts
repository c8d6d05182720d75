import type { Template } from '../template/template.ts'

/** Radius of the neighbourhood a minutia is described by, pixels at 500 ppi (Cappelli, Ferrara, Maltoni 2010: 70). */
const RADIUS_PX = 72
const CELLS = 64
const DIRECTIONS = 6
export { CELLS as CYLINDER_CELLS, DIRECTIONS as CYLINDER_DIRECTIONS }
/** Spread of a neighbour's position and direction (same source, table 2: 28/3 px, 2 pi / 9). */
const SIGMA_PX = 28 / 3
const SIGMA_ANGLE = (2 * Math.PI) / 9
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

/**
 * The values of minutia `m`'s cylinder (Cappelli, Ferrara, Maltoni, TPAMI 32(12) 2010, section 3), without the sigmoid, into `sums`; returns how
 * many neighbours it has.
 */
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
