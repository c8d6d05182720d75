import type { Template } from '../template/template.ts'
import type { LocalPairs } from './local.ts'

/** Turns by the angle (cos, sin), then shifts. */
export interface Motion {
  readonly cos: number
  readonly sin: number
  readonly dx: number
  readonly dy: number
  readonly turn: number
}

/** Two local pairs support each other within these bounds: prints are skin and stretch. */
const SUPPORT_PX = 24
const SUPPORT_ANGLE = Math.PI / 7

export function wrap(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI))
}

function motionOf(p: Template, i: number, q: Template, j: number): Motion {
  const turn = wrap(q.angle[j]! - p.angle[i]!)
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  return {
    cos,
    sin,
    turn,
    dx: q.x[j]! - (cos * p.x[i]! - sin * p.y[i]!),
    dy: q.y[j]! - (sin * p.x[i]! + cos * p.y[i]!),
  }
}

/** The motions most supported by local pairs, refined by least squares over their supporters; best first. */
export function bestMotions(
  p: Template,
  q: Template,
  pairs: LocalPairs,
  roots: number,
  most: number,
): Motion[] {
  const found: { motion: Motion; support: number }[] = []
  for (let k = 0; k < Math.min(roots, pairs.count); k++) {
    let motion = motionOf(p, pairs.a[k]!, q, pairs.b[k]!)
    let support = supportOf(p, q, pairs, motion)
    if (support.length > 2) {
      motion = fit(p, q, pairs, support)
      support = supportOf(p, q, pairs, motion)
    }
    found.push({ motion, support: support.reduce((sum, s) => sum + pairs.similarity[s]!, 0) })
  }
  found.sort((a, b) => b.support - a.support)
  const kept: Motion[] = []
  for (const { motion } of found) {
    if (kept.length >= most) break
    if (
      kept.every(
        (other) =>
          Math.abs(wrap(other.turn - motion.turn)) > 0.1 ||
          Math.hypot(other.dx - motion.dx, other.dy - motion.dy) > 20,
      )
    )
      kept.push(motion)
  }
  return kept
}

/** Pairs that the motion carries onto each other, one for each minutia of either print. */
function supportOf(
  p: Template,
  q: Template,
  pairs: LocalPairs,
  { cos, sin, dx, dy, turn }: Motion,
): number[] {
  const [usedA, usedB] = [new Uint8Array(p.x.length), new Uint8Array(q.x.length)]
  const list: number[] = []
  for (let k = 0; k < pairs.count; k++) {
    const [i, j] = [pairs.a[k]!, pairs.b[k]!]
    if (usedA[i] === 1 || usedB[j] === 1) continue
    const ex = cos * p.x[i]! - sin * p.y[i]! + dx - q.x[j]!
    const ey = sin * p.x[i]! + cos * p.y[i]! + dy - q.y[j]!
    if (ex * ex + ey * ey > SUPPORT_PX * SUPPORT_PX) continue
    if (Math.abs(wrap(q.angle[j]! - p.angle[i]! - turn)) > SUPPORT_ANGLE) continue
    usedA[i] = usedB[j] = 1
    list.push(k)
  }
  return list
}

function fit(p: Template, q: Template, pairs: LocalPairs, support: readonly number[]): Motion {
  return rigidFit(
    support.map((k) => [p.x[pairs.a[k]!]!, p.y[pairs.a[k]!]!, q.x[pairs.b[k]!]!, q.y[pairs.b[k]!]!] as const),
  )
}

/** The turn and shift that carry points (x, y) onto (u, v) with the least squares (Kabsch in the plane). */
function rigidFit(points: readonly (readonly [x: number, y: number, u: number, v: number])[]): Motion {
  let [mx, my, mu, mv] = [0, 0, 0, 0]
  for (const [x, y, u, v] of points) {
    mx += x / points.length
    my += y / points.length
    mu += u / points.length
    mv += v / points.length
  }
  let [dot, cross] = [0, 0]
  for (const [x, y, u, v] of points) {
    dot += (x - mx) * (u - mu) + (y - my) * (v - mv)
    cross += (x - mx) * (v - mv) - (y - my) * (u - mu)
  }
  const turn = Math.atan2(cross, dot)
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  return { cos, sin, turn, dx: mu - (cos * mx - sin * my), dy: mv - (sin * mx + cos * my) }
}
