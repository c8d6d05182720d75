import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Polygon, Shape } from '../contract/geo.ts'

type Corner = readonly [number, number]

/** Two degrees of longitude across at most half the globe: a wider ring is one drawn over the antimeridian by mistake. */
const WIDTH_MAX_DEG = 180

/**
 * Whether a drawn shape encloses one plain area. Errors: `own-area.shape`: not closed, no area, edges that cross, or wider
 * than half the globe.
 */
export function checkShape(shape: Shape): Result<Shape> {
  if (shape.type === 'Circle') return ok(shape)
  const ring = ringOf(shape)
  const first = ring[0]
  const last = ring.at(-1)
  if (first === undefined || last === undefined || first[0] !== last[0] || first[1] !== last[1])
    return refuse('the last corner must be the first again')
  const lons = ring.map(([lon]) => lon)
  if (Math.max(...lons) - Math.min(...lons) > WIDTH_MAX_DEG) return refuse('it spans more than 180 degrees')
  if (Math.abs(signedArea(ring)) < 1e-12) return refuse('it encloses no area')
  const crossing = firstCrossing(ring)
  return crossing === null ? ok(shape) : refuse(`edges ${crossing[0] + 1} and ${crossing[1] + 1} cross`)
}

function refuse(why: string): Result<never> {
  return fail('own-area.shape', `the outline is not one plain area: ${why}`, 'shape')
}

function ringOf(shape: Polygon): readonly Corner[] {
  return shape.coordinates[0] ?? []
}

function signedArea(ring: readonly Corner[]): number {
  let sum = 0
  for (let i = 0; i + 1 < ring.length; i++) sum += cross([0, 0], ring[i] as Corner, ring[i + 1] as Corner)
  return sum / 2
}

function cross(o: Corner, a: Corner, b: Corner): number {
  return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])
}

/** First pair of edges, not neighbours, that touch or cross; at most 500 corners, so every pair is looked at. */
function firstCrossing(ring: readonly Corner[]): [number, number] | null {
  const edges = ring.length - 1
  for (let i = 0; i < edges; i++) {
    for (let j = i + 2; j < edges; j++) {
      if (i === 0 && j === edges - 1) continue
      const [a, b, c, d] = [ring[i], ring[i + 1], ring[j], ring[j + 1]] as [Corner, Corner, Corner, Corner]
      if (meet(a, b, c, d)) return [i, j]
    }
  }
  return null
}

function meet(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const d1 = cross(c, d, a)
  const d2 = cross(c, d, b)
  const d3 = cross(a, b, c)
  const d4 = cross(a, b, d)
  if (d1 * d2 < 0 && d3 * d4 < 0) return true
  return (
    (d1 === 0 && between(c, d, a)) ||
    (d2 === 0 && between(c, d, b)) ||
    (d3 === 0 && between(a, b, c)) ||
    (d4 === 0 && between(a, b, d))
  )
}

function between(a: Corner, b: Corner, p: Corner): boolean {
  return (
    p[0] >= Math.min(a[0], b[0]) &&
    p[0] <= Math.max(a[0], b[0]) &&
    p[1] >= Math.min(a[1], b[1]) &&
    p[1] <= Math.max(a[1], b[1])
  )
}
