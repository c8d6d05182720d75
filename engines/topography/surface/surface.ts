/** A measured height map. Heights in metres, NaN where nothing was measured; `z[y * width + x]`. */
export interface Surface {
  readonly width: number
  readonly height: number
  /** Distance of neighbouring points along x and y, in metres. */
  readonly dx: number
  readonly dy: number
  readonly z: Float32Array
}

export function emptyLike(surface: Surface): Surface {
  return { ...surface, z: new Float32Array(surface.z.length).fill(Number.NaN) }
}

/** Measured points. */
export function countMeasured(z: Float32Array): number {
  let n = 0
  for (const value of z) if (value === value) n += 1
  return n
}

/** Area that was measured, in square metres. */
export function measuredArea(surface: Surface): number {
  return countMeasured(surface.z) * surface.dx * surface.dy
}

/** A map cut to what was measured, and where the file had it. */
export interface Framed extends Surface {
  /** From the map's middle to the middle of the file's field, in metres. */
  readonly fieldMiddle: { readonly x: number; readonly y: number }
  /** Extent of the file's field, in metres. */
  readonly field: { readonly width: number; readonly height: number }
}

/** The smallest rectangle that holds every measured point; null when there is none. */
export function trim(surface: Surface): Framed | null {
  const { width, height, z } = surface
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = z[y * width + x]!
      if (value !== value) continue
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      if (y > bottom) bottom = y
    }
  if (right < 0) return null
  const [w, h] = [right - left + 1, bottom - top + 1]
  const cut = new Float32Array(w * h)
  for (let y = 0; y < h; y++)
    cut.set(z.subarray((top + y) * width + left, (top + y) * width + right + 1), y * w)
  const { dx, dy } = surface
  const fieldMiddle = { x: ((width - left - right - 1) / 2) * dx, y: ((height - top - bottom - 1) / 2) * dy }
  const field = { width: width * dx, height: height * dy }
  return { ...surface, width: w, height: h, z: cut, fieldMiddle, field }
}
