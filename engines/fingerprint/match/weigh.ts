import { MAP_BACKGROUND, MAP_CELL_PX, MAP_STEPS, mapCodeAt, type RidgeMap } from '../template/template.ts'
import type { Motion } from './align.ts'
import type { Laid } from './pairing.ts'
import { TURN_STEPS } from './lanes.ts'
import { SIGNATURE_WORDS, type Light, type Prepared } from './prepared.ts'

/** Spread of a mate's place, pixels, and of its direction, radians. */
const SIGMA_PX = 5
const SIGMA_ANGLE = 0.16
/** Weight of a minutia that should have a partner and has none: ln of its odds in prints of one finger, about 0.4. */
const UNMATCHED = 0.9
/** A cell of overlap whose ridges run as those under it, against the mean agreement of chance alignments. */
const AGREEMENT = 0.05
const AGREEMENT_BY_CHANCE = 0.75
/** What a bit of two signatures speaks for one finger, and the number of differing bits that speaks for nothing. */
const ALIKE_BIT = 0.08
const ALIKE_BITS = 50
const CELL_AREA = MAP_CELL_PX * MAP_CELL_PX
/** Square pixels that prints share at least. */
const AREA_MIN = 4 * CELL_AREA

const PLACE_BY_CHANCE = Math.log(2 * Math.PI * SIGMA_PX * SIGMA_PX)
const TURN_BY_CHANCE = Math.log((SIGMA_ANGLE * Math.sqrt(2 * Math.PI)) / (2 * Math.PI))
const RADIANS = (2 * Math.PI) / TURN_STEPS
const COS = Float64Array.from({ length: 2 * MAP_STEPS }, (_, k) =>
  Math.cos(((k - MAP_STEPS) * 2 * Math.PI) / MAP_STEPS),
)
const SIN = Float64Array.from({ length: 2 * MAP_STEPS }, (_, k) =>
  Math.sin(((k - MAP_STEPS) * 2 * Math.PI) / MAP_STEPS),
)

/**
 * Logarithm of the likelihood ratio of places and directions of the matched minutiae against chance, less what should have matched
 * and did not, and whether the ridges of both prints run alike.
 */
export function weigh(p: Light, q: Prepared, motion: Motion, laid: Laid): number {
  const { cells, agreement } = overlapOf(p, q, motion)
  const [seenA, seenB, density] = seenOf(p, q, motion, laid, cells)
  const byChance = PLACE_BY_CHANCE + Math.log(density) + TURN_BY_CHANCE
  let [score, matched] = [AGREEMENT * cells * (agreement - AGREEMENT_BY_CHANCE), 0]
  for (let k = 0; k < laid.count; k++) {
    const [i, j] = [laid.a[k]!, laid.b[k]!]
    const [dx, dy] = [laid.x[i]! - q.x[j]!, laid.y[i]! - q.y[j]!]
    const off = (((laid.turn[i]! - q.turn[j]!) << 16) >> 16) * RADIANS
    const w = Math.sqrt(p.weight[i]! * q.weight[j]!)
    matched += w
    score +=
      w *
      (alikeness(p, i, q, j) -
        (dx * dx + dy * dy) / (2 * SIGMA_PX * SIGMA_PX) -
        0.5 * (off / SIGMA_ANGLE) ** 2 -
        byChance)
  }
  return score - UNMATCHED * (seenA + seenB - 2 * matched)
}

/**
 * What the surroundings of two minutiae say. Mates differ in about 38 bits of 128, minutiae laid on each other by chance in about 52, with a
 * deviation of 9: 0.17 a bit. Half of it, because neighbours that lie alike are counted as pairs already.
 */
function alikeness(p: Light, i: number, q: Prepared, j: number): number {
  if (p.words === null || q.words === null || p.isSigned[i] !== 1 || q.isSigned[j] !== 1) return 0
  let differ = 0
  for (let k = 0; k < SIGNATURE_WORDS; k++)
    differ += onesIn(p.words[SIGNATURE_WORDS * i + k]! ^ q.words[SIGNATURE_WORDS * j + k]!)
  return ALIKE_BIT * (ALIKE_BITS - differ)
}

/** Ones among 32 bits. */
function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555)
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

/** Weight of each print's minutiae that lie on the other print, and the second's minutiae a square pixel there. */
function seenOf(
  p: Light,
  q: Prepared,
  { cos, sin, dx, dy }: Motion,
  laid: Laid,
  cells: number,
): [a: number, b: number, density: number] {
  const [mapP, mapQ] = [p.template.map, q.template.map]
  let [a, b, count] = [0, 0, 0]
  if (mapQ === null) a = p.weightSum
  else for (let i = 0; i < p.count; i++) if (onPrint(mapQ, laid.x[i]!, laid.y[i]!)) a += p.weight[i]!
  if (mapP === null) return [a, q.weightSum, Math.max(2, q.count) / boxArea(p, q)]
  for (let j = 0; j < q.count; j++) {
    const [rx, ry] = [q.x[j]! - dx, q.y[j]! - dy]
    if (!onPrint(mapP, cos * rx + sin * ry, cos * ry - sin * rx)) continue
    b += q.weight[j]!
    count++
  }
  const area = mapQ === null ? boxArea(p, q) : Math.max(AREA_MIN, cells * CELL_AREA)
  return [a, b, Math.max(2, count) / area]
}

/** What stands for the common area where a map is missing: half of the smaller one's box of minutiae. */
function boxArea(p: Light, q: Light): number {
  return Math.max(AREA_MIN, Math.min(p.boxArea, q.boxArea) / 2)
}

function onPrint(map: RidgeMap, x: number, y: number): boolean {
  return mapCodeAt(map, x, y) !== MAP_BACKGROUND
}

/** Cells of print on print, and the mean cosine of twice the difference of their ridges' directions. */
function overlapOf(
  p: Light,
  q: Prepared,
  { cos, sin, dx, dy, turn }: Motion,
): { cells: number; agreement: number } {
  const map = q.template.map
  if (p.cells === null || map === null) return { cells: 0, agreement: 0 }
  let [count, sumCos, sumSin] = [0, 0, 0]
  for (let k = 0; k < p.cells.length; k += 3) {
    const [x, y] = [p.cells[k]!, p.cells[k + 1]!]
    const other = mapCodeAt(map, cos * x - sin * y + dx, sin * x + cos * y + dy)
    if (other === MAP_BACKGROUND) continue
    count++
    const step = p.cells[k + 2]! - other + MAP_STEPS
    sumCos += COS[step]!
    sumSin += SIN[step]!
  }
  if (count === 0) return { cells: 0, agreement: 0 }
  return { cells: count, agreement: (Math.cos(2 * turn) * sumCos - Math.sin(2 * turn) * sumSin) / count }
}
