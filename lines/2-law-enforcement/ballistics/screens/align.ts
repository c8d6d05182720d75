import type { ComparisonResult, HeightMap } from '../contract.ts'

/** The second map laid on the first's grid by the pose the engine found (turned about its own middle, then moved); bilinear. */
export function alignedTo(
  first: HeightMap,
  second: HeightMap,
  pose: NonNullable<ComparisonResult['pose']>,
): HeightMap {
  const { width, height, spacingUm } = first
  const ratio = spacingUm / second.spacingUm
  const angle = (pose.degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [mx, my] = [pose.xUm / spacingUm, pose.yUm / spacingUm]
  const z = Array.from({ length: width * height }, (_, i): number | null => {
    const dx = (i % width) - (width - 1) / 2 - mx
    const dy = Math.floor(i / width) - (height - 1) / 2 - my
    const sx = (second.width - 1) / 2 + (cos * dx - sin * dy) * ratio
    const sy = (second.height - 1) / 2 + (sin * dx + cos * dy) * ratio
    return read(second, sx, sy)
  })
  return { width, height, spacingUm, z }
}

function read({ width, height, z }: HeightMap, x: number, y: number): number | null {
  const [x0, y0] = [Math.floor(x), Math.floor(y)]
  if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) return null
  const at = y0 * width + x0
  const [a, b, c, d] = [z[at], z[at + 1], z[at + width], z[at + width + 1]]
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number')
    return null
  const [fx, fy] = [x - x0, y - y0]
  return (a + (b - a) * fx) * (1 - fy) + (c + (d - c) * fx) * fy
}
