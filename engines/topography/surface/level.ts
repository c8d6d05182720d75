import { emptyLike, type Surface } from './surface.ts'

const ROUNDS = 12
/** Tukey's biweight is 95 % efficient for normal errors at this multiple of the scale (Holland & Welsch 1977). */
const BIWEIGHT = 4.685
/** Median absolute deviation to standard deviation of a normal distribution. */
const MAD_TO_SIGMA = 1.4826
const MEDIAN_SAMPLE = 20_000

/**
 * Takes the plane away that most of the surface lies in: least squares reweighted by Tukey's biweight, so that a crater or a rim
 * does not tilt it. Fewer than three measured points are left as they are.
 */
export function level(surface: Surface): Surface {
  const plane = robustPlane(surface)
  if (plane === null) return surface
  const { width, z } = surface
  const out = emptyLike(surface)
  for (let i = 0; i < z.length; i++) out.z[i] = z[i]! - heightAt(plane, i % width, Math.floor(i / width))
  return out
}

/** Height = a + b·x + c·y, x and y in points. */
interface Plane {
  readonly a: number
  readonly b: number
  readonly c: number
}

const heightAt = ({ a, b, c }: Plane, x: number, y: number): number => a + b * x + c * y

function robustPlane(surface: Surface): Plane | null {
  let plane = fit(surface, () => 1)
  for (let round = 0; plane !== null && round < ROUNDS; round++) {
    const now = plane
    const scale = scaleOf(surface, now)
    if (!(scale > 0)) return now
    plane =
      fit(
        surface,
        (residual) => {
          const u = residual / (BIWEIGHT * scale)
          return Math.abs(u) >= 1 ? 0 : (1 - u * u) ** 2
        },
        now,
      ) ?? now
  }
  return plane
}

function scaleOf({ width, z }: Surface, plane: Plane): number {
  const stride = Math.max(1, Math.floor(z.length / MEDIAN_SAMPLE))
  const residuals: number[] = []
  for (let i = 0; i < z.length; i += stride) {
    const value = z[i]!
    if (value === value) residuals.push(Math.abs(value - heightAt(plane, i % width, Math.floor(i / width))))
  }
  residuals.sort((a, b) => a - b)
  return MAD_TO_SIGMA * (residuals[residuals.length >> 1] ?? 0)
}

/** Weighted normal equations about the middle of the map, solved by Cramer's rule. */
function fit(surface: Surface, weigh: (residual: number) => number, before?: Plane): Plane | null {
  const { width, height, z } = surface
  const [mx, my] = [(width - 1) / 2, (height - 1) / 2]
  let [n, sx, sy, sxx, sxy, syy, sz, sxz, syz] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = z[y * width + x]!
      if (value !== value) continue
      const w = before === undefined ? 1 : weigh(value - heightAt(before, x, y))
      if (w === 0) continue
      const [u, v] = [x - mx, y - my]
      n += w
      sx += w * u
      sy += w * v
      sxx += w * u * u
      sxy += w * u * v
      syy += w * v * v
      sz += w * value
      sxz += w * u * value
      syz += w * v * value
    }
  const det = n * (sxx * syy - sxy * sxy) - sx * (sx * syy - sxy * sy) + sy * (sx * sxy - sxx * sy)
  if (!(Math.abs(det) > 1e-9 * Math.abs(n * sxx * syy))) return null
  const a = (sz * (sxx * syy - sxy * sxy) - sx * (sxz * syy - sxy * syz) + sy * (sxz * sxy - sxx * syz)) / det
  const b = (n * (sxz * syy - syz * sxy) - sz * (sx * syy - sxy * sy) + sy * (sx * syz - sxz * sy)) / det
  const c = (n * (sxx * syz - sxy * sxz) - sx * (sx * syz - sxz * sy) + sz * (sx * sxy - sxx * sy)) / det
  return { a: a - b * mx - c * my, b, c }
}
