import { MAP_BACKGROUND, MAP_CELL_PX, MAP_STEPS, mapCodeAt, type Template } from '../template/template.ts'
import { wrap, type Motion } from './align.ts'

const FIRST_PX = 20
const LAST_PX = 13
const PAIR_ANGLE = Math.PI / 6
/** Over how much skin a stretch is shared, pixels. */
const STRETCH_SIGMA_PX = 60
/** Weight of the rigid motion among the neighbours' shifts. */
const STRETCH_PRIOR = 0.5
const ROUNDS = 3

/** What two prints have in common once one is laid on the other. */
export interface Evidence {
  /** Minutiae that lie on each other. */
  matched: number
  /** Sum over those of the closeness in place and direction, 0 to 1 each. */
  closeness: number
  /** Minutiae of each print that lie on the other's print, weighted by quality, and of the matched ones. */
  seenA: number
  seenB: number
  matchedWeight: number
  /** Log-likelihood ratio of the places and directions of the matched minutiae against chance. */
  precision: number
  /** Cells of print on print, and the mean cosine of twice the difference of their ridges' directions. */
  overlap: number
  agreement: number
  sameKind: number
  pairs: (readonly [a: number, b: number])[]
}

interface Moved {
  x: Float64Array
  y: Float64Array
  angle: Float64Array
}

export function pairUp(p: Template, q: Template, motion: Motion): Evidence {
  const rigid = move(p, motion)
  let moved = rigid
  let pairs: (readonly [number, number])[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const reach = round === 0 ? FIRST_PX : (FIRST_PX + LAST_PX) / 2
    pairs = greedy(moved, q, round === ROUNDS - 1 ? LAST_PX : reach)
    if (round < ROUNDS - 1) moved = stretch(rigid, q, pairs)
  }
  return weigh(p, q, motion, moved, pairs)
}

function move(p: Template, { cos, sin, dx, dy, turn }: Motion): Moved {
  return {
    x: Float64Array.from(p.x, (x, i) => cos * x - sin * p.y[i]! + dx),
    y: Float64Array.from(p.y, (y, i) => sin * p.x[i]! + cos * y + dy),
    angle: Float64Array.from(p.angle, (angle) => angle + turn),
  }
}

/** One-to-one pairs, closest first. */
function greedy(moved: Moved, q: Template, reach: number): (readonly [number, number])[] {
  const near: { i: number; j: number; cost: number }[] = []
  for (let i = 0; i < moved.x.length; i++)
    for (let j = 0; j < q.x.length; j++) {
      const [dx, dy] = [moved.x[i]! - q.x[j]!, moved.y[i]! - q.y[j]!]
      const d2 = dx * dx + dy * dy
      if (d2 > reach * reach) continue
      const off = Math.abs(wrap(moved.angle[i]! - q.angle[j]!))
      if (off > PAIR_ANGLE) continue
      near.push({ i, j, cost: d2 / (reach * reach) + (off / PAIR_ANGLE) ** 2 })
    }
  near.sort((a, b) => a.cost - b.cost)
  const [usedA, usedB] = [new Uint8Array(moved.x.length), new Uint8Array(q.x.length)]
  const pairs: (readonly [number, number])[] = []
  for (const { i, j } of near) {
    if (usedA[i] === 1 || usedB[j] === 1) continue
    usedA[i] = usedB[j] = 1
    pairs.push([i, j])
  }
  return pairs
}

/** Shifts every minutia as its matched neighbours are shifted (itself left out), so that bent skin still fits. */
function stretch(rigid: Moved, q: Template, pairs: readonly (readonly [number, number])[]): Moved {
  const x = Float64Array.from(rigid.x)
  const y = Float64Array.from(rigid.y)
  for (let i = 0; i < x.length; i++) {
    let [sumX, sumY, weight] = [0, 0, STRETCH_PRIOR]
    for (const [a, b] of pairs) {
      if (a === i) continue
      const d2 = (rigid.x[a]! - rigid.x[i]!) ** 2 + (rigid.y[a]! - rigid.y[i]!) ** 2
      const w = Math.exp(-d2 / (2 * STRETCH_SIGMA_PX * STRETCH_SIGMA_PX))
      sumX += w * (q.x[b]! - rigid.x[a]!)
      sumY += w * (q.y[b]! - rigid.y[a]!)
      weight += w
    }
    x[i]! += sumX / weight
    y[i]! += sumY / weight
  }
  return { x, y, angle: rigid.angle }
}

const SIGMA_PX = 5
const SIGMA_ANGLE = 0.16

function weigh(
  p: Template,
  q: Template,
  motion: Motion,
  moved: Moved,
  pairs: (readonly [number, number])[],
): Evidence {
  const out: Evidence = {
    matched: pairs.length,
    closeness: 0,
    seenA: 0,
    seenB: 0,
    matchedWeight: 0,
    precision: 0,
    overlap: 0,
    agreement: 0,
    sameKind: 0,
    pairs,
  }
  overlapOf(p, q, motion, out)
  const weightA = Float64Array.from(p.quality, weightOf)
  const weightB = Float64Array.from(q.quality, weightOf)
  let seenCount = 0
  for (let i = 0; i < p.x.length; i++) {
    if (q.map !== null && mapCodeAt(q.map, moved.x[i]!, moved.y[i]!) === MAP_BACKGROUND) continue
    out.seenA += weightA[i]!
  }
  for (let j = 0; j < q.x.length; j++) {
    const [rx, ry] = [q.x[j]! - motion.dx, q.y[j]! - motion.dy]
    if (
      p.map !== null &&
      mapCodeAt(p.map, motion.cos * rx + motion.sin * ry, motion.cos * ry - motion.sin * rx) ===
        MAP_BACKGROUND
    )
      continue
    out.seenB += weightB[j]!
    seenCount++
  }
  const density = Math.max(2, seenCount) / sharedArea(p, q, out.overlap)
  for (const [i, j] of pairs) {
    const d2 = (moved.x[i]! - q.x[j]!) ** 2 + (moved.y[i]! - q.y[j]!) ** 2
    const off = wrap(moved.angle[i]! - q.angle[j]!)
    const w = Math.sqrt(weightA[i]! * weightB[j]!)
    out.matchedWeight += w
    out.closeness += Math.exp(-d2 / 128 - (off / 0.35) ** 2 / 2)
    const place = -d2 / (2 * SIGMA_PX * SIGMA_PX) - Math.log(2 * Math.PI * SIGMA_PX * SIGMA_PX * density)
    const turn =
      -0.5 * (off / SIGMA_ANGLE) ** 2 - Math.log((SIGMA_ANGLE * Math.sqrt(2 * Math.PI)) / (2 * Math.PI))
    out.precision += w * (place + turn)
    if (p.kind[i] === q.kind[j]) out.sameKind += w
  }
  return out
}

function overlapOf(p: Template, q: Template, { cos, sin, dx, dy, turn }: Motion, out: Evidence): void {
  if (p.map === null || q.map === null) return
  let sum = 0
  const turned = (turn / Math.PI) * MAP_STEPS
  for (let r = 0; r < p.map.rows; r++)
    for (let c = 0; c < p.map.cols; c++) {
      const code = p.map.codes[r * p.map.cols + c]!
      if (code === MAP_BACKGROUND) continue
      const [x, y] = [(c + 0.5) * MAP_CELL_PX, (r + 0.5) * MAP_CELL_PX]
      const other = mapCodeAt(q.map, cos * x - sin * y + dx, sin * x + cos * y + dy)
      if (other === MAP_BACKGROUND) continue
      out.overlap++
      sum += Math.cos(((code + turned - other) * 2 * Math.PI) / MAP_STEPS)
    }
  out.agreement = out.overlap === 0 ? 0 : sum / out.overlap
}

/** Weight of a minutia by its quality; half where nobody gave one. */
function weightOf(quality: number): number {
  return quality === 0 ? 0.5 : Math.min(100, quality) / 100
}

/** Square pixels that both prints cover: by their maps, else half of the smaller one's box of minutiae. */
function sharedArea(p: Template, q: Template, overlap: number): number {
  if (p.map !== null && q.map !== null) return Math.max(4, overlap) * MAP_CELL_PX * MAP_CELL_PX
  return Math.max(4 * MAP_CELL_PX * MAP_CELL_PX, Math.min(boxArea(p), boxArea(q)) / 2)
}

function boxArea({ x, y }: Template): number {
  return (Math.max(...x) - Math.min(...x)) * (Math.max(...y) - Math.min(...y))
}
