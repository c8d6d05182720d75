import type { HeightMap } from '../engine/protocol.ts'

export interface Light {
  /** Degrees: direction it comes from, and how high it stands. */
  readonly from: number
  readonly height: number
}

/** Slopes are drawn this much steeper than they are, so that micrometres show. */
const STEEPER = 6
const AMBIENT = 40

/** Grey values of the map lit from one side (Lambert); transparent where nothing was measured. */
export function reliefOf(
  { width, height, spacingUm, z }: HeightMap,
  light: Light,
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(width * height * 4)
  const [turn, up] = [(light.from * Math.PI) / 180, (light.height * Math.PI) / 180]
  const [lx, ly, lz] = [Math.cos(turn) * Math.cos(up), Math.sin(turn) * Math.cos(up), Math.sin(up)]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const here = z[i]
      if (here === null || here === undefined) continue
      const right = (x + 1 < width ? z[i + 1] : null) ?? here
      const below = (y + 1 < height ? z[i + width] : null) ?? here
      // Heights are hundredths of a micrometre.
      const [gx, gy] = [right - here, below - here].map((d) => (d / 100 / spacingUm) * STEEPER) as [
        number,
        number,
      ]
      const shade = Math.max(0, (-gx * lx - gy * ly + lz) / Math.hypot(gx, gy, 1))
      const grey = AMBIENT + (255 - AMBIENT) * shade
      out.set([grey, grey, grey, 255], i * 4)
    }
  return out
}
