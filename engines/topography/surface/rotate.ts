import type { Surface } from './surface.ts'

/**
 * The surface turned about its middle by `degrees` (anticlockwise with y downwards drawn, i.e. x towards -y), bilinear between
 * four measured points, on a grid of the same spacing that is `size` points wide and high.
 */
export function rotate(surface: Surface, degrees: number, size: number): Surface {
  const { width, height, z } = surface
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [cx, cy, half] = [(width - 1) / 2, (height - 1) / 2, (size - 1) / 2]
  const out = new Float32Array(size * size).fill(Number.NaN)
  for (let y = 0; y < size; y++) {
    let sx = cx + cos * -half - sin * (y - half)
    let sy = cy + sin * -half + cos * (y - half)
    for (let x = 0; x < size; x++, sx += cos, sy += sin) {
      if (sx < 0 || sy < 0 || sx > width - 1 || sy > height - 1) continue
      const [x0, y0] = [Math.min(width - 2, Math.floor(sx)), Math.min(height - 2, Math.floor(sy))]
      if (x0 < 0 || y0 < 0) continue
      const [fx, fy] = [sx - x0, sy - y0]
      const at = y0 * width + x0
      const top = z[at]! * (1 - fx) + z[at + 1]! * fx
      const bottom = z[at + width]! * (1 - fx) + z[at + width + 1]! * fx
      out[y * size + x] = top * (1 - fy) + bottom * fy
    }
  }
  return { width: size, height: size, dx: surface.dx, dy: surface.dy, z: out }
}
