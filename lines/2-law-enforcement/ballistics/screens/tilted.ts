import type { HeightMap } from '../contract.ts'
import { reliefOf, type Light } from '../view/relief.ts'

/** Degrees: how far the map is turned about its middle and tipped away from the eye. */
export interface Stance {
  readonly turn: number
  readonly tip: number
}

/** Heights are drawn this much higher than they are. */
const HIGHER = 12

/**
 * The lit map as it stands in space, without perspective: every column from the far side to the near one, so that what is nearer covers
 * what is behind it. Square, `side` pixels.
 */
export function tiltedOf(
  map: HeightMap,
  light: Light,
  { turn, tip }: Stance,
  side: number,
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(side * side * 4)
  const grey = reliefOf(map, light)
  const { width, height, spacingUm, z } = map
  const scale = Math.hypot(width, height) / side
  const [turned, tipped] = [(turn * Math.PI) / 180, (tip * Math.PI) / 180]
  const [cos, sin] = [Math.cos(turned), Math.sin(turned)]
  const [flat, up] = [Math.cos(tipped), Math.sin(tipped)]
  for (let x = 0; x < side; x++)
    for (let y = 0; y < side; y++) {
      const [dx, dy] = [(x - side / 2) * scale, (y - side / 2) * scale]
      const [mx, my] = [
        Math.round(width / 2 + cos * dx + sin * dy),
        Math.round(height / 2 - sin * dx + cos * dy),
      ]
      if (mx < 0 || my < 0 || mx >= width || my >= height) continue
      const at = my * width + mx
      const here = z[at]
      if (typeof here !== 'number') continue
      const lift = ((here / 100 / spacingUm) * HIGHER * up) / scale
      const row = Math.round(side / 2 + (y - side / 2) * flat - lift)
      const value = grey[at * 4] ?? 0
      // Down to the next column's foot, so that steep sides have no gaps.
      for (let fill = 0; fill < 3; fill++) {
        const target = row + fill
        if (target >= 0 && target < side) out.set([value, value, value, 255], (target * side + x) * 4)
      }
    }
  return out
}
