import { LOCAL_MAX, local, supporters, supportKernel } from './lay-kernel.ts'
import type { LocalPairs } from './nearest.ts'
import { MINUTIAE_MAX, PARTS, TURN_STEPS } from './lanes.ts'
import type { Light, Placed } from './prepared.ts'

/** Turns by the angle (cos, sin), then shifts. */
export interface Motion {
  readonly cos: number
  readonly sin: number
  readonly dx: number
  readonly dy: number
  readonly turn: number
}

/** A motion with the similarity of the local pairs that it lays on each other. */
export interface Supported extends Motion {
  readonly support: number
}

type Slot = { -readonly [K in keyof Supported]: Supported[K] } & {
  /** Pairs that the motion lays on each other, as `gather` left them. */
  readonly members: Uint8Array
  count: number
}

/** Two local pairs support each other within these bounds: prints are skin and stretch. */
const SUPPORT_PX = 24
const SUPPORT_STEPS = Math.round(TURN_STEPS / 14)
/** Local pairs tried as roots of a motion, and how many of the best are refined. */
const ROOTS = 16
const REFINED = 4
/** Motions nearer to each other than this are one. */
const SAME_TURN = 0.1
const SAME_PX = 20

function wrap(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI))
}

/** Places and turns of the local pairs, and marks of what the current motion uses: filled anew by each call. */
const px = new Float32Array(LOCAL_MAX)
const py = new Float32Array(LOCAL_MAX)
const qx = new Float32Array(LOCAL_MAX)
const qy = new Float32Array(LOCAL_MAX)
const turns = new Int32Array(LOCAL_MAX)
const markSupporters = supportKernel(SUPPORT_PX, SUPPORT_STEPS)
const usedA = new Uint32Array(MINUTIAE_MAX + 1)
const usedB = new Uint32Array(MINUTIAE_MAX + 1)
const covered = new Uint8Array(LOCAL_MAX)
let stamp = 0

/** The best so far, best first, and one more to fill: made once, as every comparison needs them. */
const slots = Array.from({ length: REFINED + 1 }, (): Slot => ({
  cos: 1,
  sin: 0,
  dx: 0,
  dy: 0,
  turn: 0,
  support: 0,
  members: new Uint8Array(LOCAL_MAX),
  count: 0,
}))

/**
 * The motions most supported by local pairs, refined by least squares over their supporters: at most `most` in `into`, best first, valid
 * until the next call; returns how many. None where no root finds the support of `least`.
 */
export function bestMotions(
  p: Light,
  q: Light,
  pairs: LocalPairs,
  least: number,
  most: number,
  into: Supported[],
): number {
  fill(p, q, pairs)
  const found = tryRoots(p, q, pairs)
  if (found === 0 || slots[0]!.support < least) return 0
  for (let k = 0; k < found; k++) refine(pairs, slots[k]!)
  for (let k = 1; k < found; k++) rise(k)
  return distinct(found, most, into)
}

function fill(p: Placed, q: Placed, pairs: LocalPairs): void {
  for (let k = 0; k < pairs.count; k++) {
    const i = pairs.a[k]!
    const j = pairs.b[k]!
    px[k] = p.x[i]!
    py[k] = p.y[i]!
    qx[k] = q.x[j]!
    qy[k] = q.y[j]!
    turns[k] = q.turn[j]! - p.turn[i]!
    local.px[k] = p.x[i]! * PARTS
    local.py[k] = p.y[i]! * PARTS
    local.qx[k] = q.x[j]! * PARTS
    local.qy[k] = q.y[j]! * PARTS
    local.turn[k] = turns[k]!
  }
}

/** Support of the best motion, unrefined: what a first look at many prints needs. */
export function quickSupport(p: Placed, q: Placed, pairs: LocalPairs): number {
  fill(p, q, pairs)
  return tryRoots(p, q, pairs) === 0 ? 0 : slots[0]!.support
}

/** Fills the slots with the motions of the first local pairs; returns how many. */
function tryRoots(p: Placed, q: Placed, pairs: LocalPairs): number {
  covered.fill(0)
  let found = 0
  for (let root = 0; root < Math.min(ROOTS, pairs.count); root++) {
    // A root that an earlier motion already carries would only find that motion again.
    if (covered[root] === 1) continue
    const i = pairs.a[root]!
    const j = pairs.b[root]!
    const slot = slots[found]!
    slot.cos = q.cos[j]! * p.cos[i]! + q.sin[j]! * p.sin[i]!
    slot.sin = q.sin[j]! * p.cos[i]! - q.cos[j]! * p.sin[i]!
    slot.turn = (turns[root]! * 2 * Math.PI) / TURN_STEPS
    slot.dx = qx[root]! - (slot.cos * px[root]! - slot.sin * py[root]!)
    slot.dy = qy[root]! - (slot.sin * px[root]! + slot.cos * py[root]!)
    gather(pairs, slot, turns[root]!)
    for (let k = 0; k < slot.count; k++) covered[slot.members[k]!] = 1
    slot.support = supportOf(pairs, slot)
    rise(found)
    if (found < REFINED) found++
  }
  return found
}

/** Moves a slot up to its place by support; of two alike the earlier stays first. */
function rise(at: number): void {
  const slot = slots[at]!
  let k = at
  for (; k > 0 && slots[k - 1]!.support < slot.support; k--) slots[k] = slots[k - 1]!
  slots[k] = slot
}

function distinct(found: number, most: number, into: Supported[]): number {
  let kept = 0
  for (let k = 0; k < found && kept < most; k++) {
    const motion = slots[k]!
    let known = false
    for (let other = 0; other < kept && !known; other++) known = isSame(into[other]!, motion)
    if (!known) into[kept++] = motion
  }
  return kept
}

function isSame(a: Motion, b: Motion): boolean {
  const dx = a.dx - b.dx
  const dy = a.dy - b.dy
  return Math.abs(wrap(a.turn - b.turn)) <= SAME_TURN && dx * dx + dy * dy <= SAME_PX * SAME_PX
}

/** Pairs that the slot's motion carries onto each other, one for each minutia of either print, into its members. */
function gather(pairs: LocalPairs, slot: Slot, turn: number): void {
  const { members } = slot
  let count = 0
  stamp = (stamp + 1) >>> 0
  markSupporters(slot, turn, pairs.count)
  for (let from = 0; from < pairs.count; from += 8) {
    for (let left = supporters[from >> 3]!; left !== 0; left &= left - 1) {
      const k = from + 31 - Math.clz32(left & -left)
      if (k >= pairs.count) break
      const i = pairs.a[k]!
      const j = pairs.b[k]!
      if (usedA[i] === stamp || usedB[j] === stamp) continue
      usedA[i] = stamp
      usedB[j] = stamp
      members[count++] = k
    }
  }
  slot.count = count
}

function supportOf(pairs: LocalPairs, { members, count }: Slot): number {
  let sum = 0
  for (let k = 0; k < count; k++) sum += pairs.similarity[members[k]!]!
  return sum
}

function stepsOf(turn: number): number {
  return Math.round((turn * TURN_STEPS) / (2 * Math.PI))
}

function refine(pairs: LocalPairs, slot: Slot): void {
  if (slot.count <= 2) return
  fit(slot)
  gather(pairs, slot, stepsOf(slot.turn))
  slot.support = supportOf(pairs, slot)
}

/** The turn and shift that carry the members' places onto each other with the least squares (Kabsch in the plane). */
function fit(slot: Slot): void {
  const { members, count } = slot
  let mx = 0
  let my = 0
  let mu = 0
  let mv = 0
  for (let k = 0; k < count; k++) {
    const m = members[k]!
    mx += px[m]! / count
    my += py[m]! / count
    mu += qx[m]! / count
    mv += qy[m]! / count
  }
  let dot = 0
  let cross = 0
  for (let k = 0; k < count; k++) {
    const m = members[k]!
    const x = px[m]! - mx
    const y = py[m]! - my
    const u = qx[m]! - mu
    const v = qy[m]! - mv
    dot += x * u + y * v
    cross += x * v - y * u
  }
  const length = Math.sqrt(dot * dot + cross * cross)
  slot.cos = length === 0 ? 1 : dot / length
  slot.sin = length === 0 ? 0 : cross / length
  slot.turn = Math.atan2(slot.sin, slot.cos)
  slot.dx = mu - (slot.cos * mx - slot.sin * my)
  slot.dy = mv - (slot.sin * mx + slot.cos * my)
}
