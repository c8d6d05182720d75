import type { Surface } from '../surface/surface.ts'

/** Where the second map lies on the first: turned about its own middle, then moved. Degrees and metres. */
export interface Pose {
  readonly degrees: number
  readonly x: number
  readonly y: number
}

/** Agreement of two maps in one pose. */
export interface Agreement {
  /** Normalised correlation over the points both measured, −1 to 1; 0 where too few overlap. */
  readonly correlation: number
  /** Points of the first map's grid that both measured. */
  readonly points: number
}

/** Measured points of a map about its middle, ready to be looked up in another map. */
export interface PointSet {
  readonly spacing: number
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
}

/** Points of a rectangle of the map (whole map without one); positions in points from the map's middle. */
export function pointsOf(
  surface: Surface,
  box: { x0: number; x1: number; y0: number; y1: number } = {
    x0: 0,
    x1: surface.width,
    y0: 0,
    y1: surface.height,
  },
): PointSet {
  const { width, height, z } = surface
  const xs: number[] = []
  const ys: number[] = []
  const zs: number[] = []
  for (let y = box.y0; y < box.y1; y++)
    for (let x = box.x0; x < box.x1; x++) {
      const value = z[y * width + x]!
      if (value !== value) continue
      xs.push(x - (width - 1) / 2)
      ys.push(y - (height - 1) / 2)
      zs.push(value)
    }
  return { spacing: surface.dx, x: Float32Array.from(xs), y: Float32Array.from(ys), z: Float32Array.from(zs) }
}

/** Correlates points of the first map with the second map read bilinearly at their places in it. Grids have one spacing. */
export function agreement(points: PointSet, other: Surface, pose: Pose, pointsMin: number): Agreement {
  const { width, height, z } = other
  const angle = (pose.degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2]
  const [mx, my] = [pose.x / points.spacing, pose.y / points.spacing]
  const [px, py, pz] = [points.x, points.y, points.z]
  let [n, sab, saa, sbb, sa, sb] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < pz.length; i++) {
    const [dx, dy] = [px[i]! - mx, py[i]! - my]
    const sx = cx + cos * dx - sin * dy
    const sy = cy + sin * dx + cos * dy
    if (!(sx >= 0 && sy >= 0 && sx < width - 1 && sy < height - 1)) continue
    const [x0, y0] = [sx | 0, sy | 0]
    const [fx, fy] = [sx - x0, sy - y0]
    const at = y0 * width + x0
    const top = z[at]! + (z[at + 1]! - z[at]!) * fx
    const bottom = z[at + width]! + (z[at + width + 1]! - z[at + width]!) * fx
    const b = top + (bottom - top) * fy
    if (b !== b) continue
    const a = pz[i]!
    n += 1
    sa += a
    sb += b
    sab += a * b
    saa += a * a
    sbb += b * b
  }
  if (n < pointsMin || n === 0) return { correlation: 0, points: n }
  const energy = (saa - (sa * sa) / n) * (sbb - (sb * sb) / n)
  return { correlation: energy > 0 ? (sab - (sa * sb) / n) / Math.sqrt(energy) : 0, points: n }
}
