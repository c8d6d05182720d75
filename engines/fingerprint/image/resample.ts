/** A single-channel image of real numbers, row by row. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/**
 * Scales by `factor` (new pixels per old pixel): each new pixel is the mean of the old pixels under it, linear between
 * them, so that shrinking does not alias.
 */
export function resample(pixels: Uint8Array, width: number, height: number, factor: number): Plane {
  if (factor === 1) return { width, height, data: Float32Array.from(pixels) }
  const [newWidth, newHeight] = [Math.round(width * factor), Math.round(height * factor)]
  const half = new Float32Array(newWidth * height)
  resampleAxis(pixels, half, {
    from: width,
    to: newWidth,
    lines: height,
    step: 1,
    oldLine: width,
    newLine: newWidth,
    newStep: 1,
  })
  const data = new Float32Array(newWidth * newHeight)
  const axis = {
    from: height,
    to: newHeight,
    lines: newWidth,
    step: newWidth,
    oldLine: 1,
    newLine: 1,
    newStep: newWidth,
  }
  resampleAxis(half, data, axis)
  return { width: newWidth, height: newHeight, data }
}

interface Axis {
  from: number
  to: number
  lines: number
  step: number
  newStep: number
  oldLine: number
  newLine: number
}

function resampleAxis(from: Uint8Array | Float32Array, to: Float32Array, axis: Axis): void {
  const scale = axis.from / axis.to
  // A tent as wide as one new pixel, or as one old pixel where the image grows.
  const reach = Math.max(1, scale)
  for (let i = 0; i < axis.to; i++) {
    const centre = (i + 0.5) * scale - 0.5
    const first = Math.max(0, Math.ceil(centre - reach))
    const last = Math.min(axis.from - 1, Math.floor(centre + reach))
    const weights: number[] = []
    let sum = 0
    for (let j = first; j <= last; j++) {
      const weight = 1 - Math.abs(j - centre) / reach + 1e-6
      weights.push(weight)
      sum += weight
    }
    for (let line = 0; line < axis.lines; line++) {
      let value = 0
      for (let j = first; j <= last; j++)
        value += weights[j - first]! * from[line * axis.oldLine + j * axis.step]!
      to[line * axis.newLine + i * axis.newStep] = value / sum
    }
  }
}
