import type { Motion } from './align.ts'
import { first, nearKernel, shiftKernel, shifts } from './lay-kernel.ts'
import { MINUTIAE_MAX, PARTS, TURN_STEPS } from './lanes.ts'
import type { Light, Prepared } from './prepared.ts'

const FIRST_PX = 20
const LAST_PX = 13
/** Times that the laid print is stretched. */
const ROUNDS = 3
/** A stretch moves no minutia further than from here to FIRST_PX. */
const REACH_PX = 33
/** Directions further apart than 30 degrees are not those of one minutia. */
const PAIR_STEPS = Math.round(TURN_STEPS / 12)
/** How far a stretch is shared, pixels: a triweight that falls to a half where a normal weight of 40 pixels does ends at 104, one of the same spread at 126. */
const STRETCH_REACH_PX = 110
/** Weight of the rigid motion among the neighbours' shifts. */
const STRETCH_PRIOR = 0.5
/** Pairs near each other that are looked at; prints have at most a few hundred. */
const NEAR_MAX = 4096
/** Costs of at most 2 are sorted in these steps of 1, above 16 bits of the pair; short lists by insertion. */
const COST_STEPS = 16_383
const SORT_SHORT = 48

/** The first print's minutiae where the motion and the stretch put them, and who lies on whom; overwritten by the next call. */
export interface Laid {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly turn: Int32Array
  readonly a: Uint8Array
  readonly b: Uint8Array
  count: number
}

const laid: Laid = {
  x: new Float64Array(MINUTIAE_MAX),
  y: new Float64Array(MINUTIAE_MAX),
  turn: new Int32Array(MINUTIAE_MAX),
  a: new Uint8Array(MINUTIAE_MAX),
  b: new Uint8Array(MINUTIAE_MAX),
  count: 0,
}
const rigidX = new Float64Array(MINUTIAE_MAX)
const rigidY = new Float64Array(MINUTIAE_MAX)
const nearby = nearKernel(REACH_PX, PAIR_STEPS)
const usedA = new Uint32Array(MINUTIAE_MAX)
const usedB = new Uint32Array(MINUTIAE_MAX)
const laidAs = new Int16Array(MINUTIAE_MAX)
const sumShifts = shiftKernel(STRETCH_REACH_PX)
const costs = new Int32Array(NEAR_MAX)
/** Pairs near each other as i << 8 | j, how far their directions differ (squared share), and the minutiae that have any. */
const near = {
  code: new Uint16Array(NEAR_MAX),
  turned: new Float64Array(NEAR_MAX),
  count: 0,
  movers: new Uint8Array(MINUTIAE_MAX),
  movable: 0,
}
let stamp = 0

/**
 * Lays one print on another by a motion: pairs within FIRST_PX of each other. Returns how many, or any number below `least` where there are
 * fewer than that; `settle` then does the rest. Minutiae with no partner within REACH_PX stay where the motion puts them.
 */
export function layOn(p: Light, q: Prepared, { cos, sin, dx, dy, turn }: Motion, least = 0): number {
  const steps = Math.round((turn * TURN_STEPS) / (2 * Math.PI))
  for (let i = 0; i < p.count; i++) {
    const x = cos * p.x[i]! - sin * p.y[i]! + dx
    const y = sin * p.x[i]! + cos * p.y[i]! + dy
    rigidX[i] = x
    rigidY[i] = y
    laid.x[i] = x
    laid.y[i] = y
    laid.turn[i] = p.turn[i]! + steps
    first.x[i] = x * PARTS
    first.y[i] = y * PARTS
    first.turn[i] = p.turn[i]! + steps
  }
  const most = gather(p, q, least)
  if (most < least) return most
  pairWithin(q, FIRST_PX)
  return laid.count
}

/**
 * After `layOn`: three times stretched as the minutiae found so far are shifted, paired more closely each time. Null where after the first the
 * pairs are not as close as `least`: a pair counts 1 that lies exactly, 0 at LAST_PX, less beyond.
 */
export function settle(q: Prepared, least: number): Laid | null {
  for (let round = 0; round < ROUNDS; round++) {
    stretch(q)
    pairWithin(q, FIRST_PX + ((LAST_PX - FIRST_PX) * round) / (ROUNDS - 1))
    if (round === 0 && closeness(q) < least) return null
  }
  return laid
}

function closeness(q: Prepared): number {
  let sum = laid.count
  for (let k = 0; k < laid.count; k++) {
    const i = laid.a[k]!
    const j = laid.b[k]!
    const dx = laid.x[i]! - q.x[j]!
    const dy = laid.y[i]! - q.y[j]!
    sum -= (dx * dx + dy * dy) / (LAST_PX * LAST_PX)
  }
  return sum
}

/** Pairs within REACH_PX whose directions agree: the only ones that can come together. Returns how many of the first have one within FIRST_PX; any number below `least` once there cannot be so many. */
function gather(p: Light, q: Prepared, least: number): number {
  const found = nearby.find(p.count, q.lanes)
  let [last, lastClose, close] = [-1, -1, 0]
  near.count = 0
  near.movable = 0
  for (let k = 0; k < found && near.count < NEAR_MAX; k++) {
    const code = nearby.pairs[k]!
    const i = code >> 8
    const j = code & 255
    if (j >= q.count) continue
    const dx = rigidX[i]! - q.x[j]!
    const dy = rigidY[i]! - q.y[j]!
    const d2 = dx * dx + dy * dy
    if (d2 > REACH_PX * REACH_PX) continue
    const share = (((laid.turn[i]! - q.turn[j]!) << 16) >> 16) / PAIR_STEPS
    near.code[near.count] = code
    near.turned[near.count++] = share * share
    if (i !== last) {
      // Those that are left could not make it enough.
      if (close + p.count - i < least) return close
      near.movers[near.movable++] = i
      last = i
    }
    if (i === lastClose || d2 > FIRST_PX * FIRST_PX) continue
    close++
    lastClose = i
  }
  return close
}

/** One-to-one pairs within the reach, closest first. */
function pairWithin(q: Prepared, reach: number): void {
  const squared = reach * reach
  let count = 0
  for (let k = 0; k < near.count; k++) {
    const code = near.code[k]!
    const i = code >> 8
    const j = code & 255
    const dx = laid.x[i]! - q.x[j]!
    const dy = laid.y[i]! - q.y[j]!
    const d2 = dx * dx + dy * dy
    if (d2 > squared) continue
    costs[count++] = (((d2 / squared + near.turned[k]!) * COST_STEPS) << 16) | code
  }
  if (count > SORT_SHORT) costs.subarray(0, count).sort()
  else insertionSort(count)
  stamp = (stamp + 1) >>> 0
  laid.count = 0
  for (let k = 0; k < count; k++) {
    const i = (costs[k]! >> 8) & 255
    const j = costs[k]! & 255
    if (usedA[i] === stamp || usedB[j] === stamp) continue
    usedA[i] = stamp
    usedB[j] = stamp
    laid.a[laid.count] = i
    laid.b[laid.count++] = j
  }
}

function insertionSort(count: number): void {
  for (let k = 1; k < count; k++) {
    const value = costs[k]!
    let at = k
    for (; at > 0 && costs[at - 1]! > value; at--) costs[at] = costs[at - 1]!
    costs[at] = value
  }
}

/** Shifts every minutia as its matched neighbours are shifted (itself left out), so that bent skin still fits. */
function stretch(q: Prepared): void {
  const count = laid.count
  if (count === 0) return
  laidAs.fill(-1, 0, MINUTIAE_MAX)
  for (let k = 0; k < count; k++) {
    const a = laid.a[k]!
    const b = laid.b[k]!
    shifts.x[k] = rigidX[a]!
    shifts.y[k] = rigidY[a]!
    shifts.dx[k] = q.x[b]! - rigidX[a]!
    shifts.dy[k] = q.y[b]! - rigidY[a]!
    laidAs[a] = k
  }
  for (let m = 0; m < near.movable; m++) {
    const i = near.movers[m]!
    shifts.moverX[m] = rigidX[i]!
    shifts.moverY[m] = rigidY[i]!
  }
  sumShifts(near.movable, count)
  const { sums } = shifts
  for (let m = 0, at = 0; m < near.movable; m++, at += 12) {
    const i = near.movers[m]!
    let weight = STRETCH_PRIOR + sums[at]! + sums[at + 1]! + sums[at + 2]! + sums[at + 3]!
    let x = sums[at + 4]! + sums[at + 5]! + sums[at + 6]! + sums[at + 7]!
    let y = sums[at + 8]! + sums[at + 9]! + sums[at + 10]! + sums[at + 11]!
    const own = laidAs[i]!
    if (own >= 0) {
      weight -= 1
      x -= shifts.dx[own]!
      y -= shifts.dy[own]!
    }
    laid.x[i] = rigidX[i]! + x / weight
    laid.y[i] = rigidY[i]! + y / weight
  }
}
