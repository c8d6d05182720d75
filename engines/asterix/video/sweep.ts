import type { Radial } from './radial.ts'

export interface SweepOptions {
  /** Radius of the picture, pixels; also the number of steps in range. */
  readonly radiusPx: number
  /** Range at the picture's edge, metres. */
  readonly rangeM: number
  /** Steps in azimuth; default 4096. */
  readonly azimuthSteps?: number
}

/** Pixels of 8-bit red, green, blue, alpha, row by row from the north-west. */
export interface Image {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8ClampedArray<ArrayBuffer>
}

const AZIMUTH_STEPS = 4096
const STEPS_MAX = 65_536
const RADIUS_MAX_PX = 4096

/** Radials as a plan-position picture: north up, the radar in the middle, the newest video of each direction. */
export class Sweep {
  private readonly radiusPx: number
  private readonly rangeM: number
  private readonly steps: number
  /** Amplitude 0 to 255 by azimuth step, then by range step. */
  private readonly polar: Uint8Array
  private lookup: Int32Array | null = null

  constructor(options: SweepOptions) {
    const steps = options.azimuthSteps ?? AZIMUTH_STEPS
    if (!(steps >= 1 && steps <= STEPS_MAX) || !(options.radiusPx >= 1 && options.radiusPx <= RADIUS_MAX_PX))
      throw new Error(`BUG: a sweep has 1 to ${STEPS_MAX} steps and a radius of 1 to ${RADIUS_MAX_PX} px`)
    if (!(options.rangeM > 0)) throw new Error('BUG: a sweep has a range above 0 m')
    this.radiusPx = Math.floor(options.radiusPx)
    this.rangeM = options.rangeM
    this.steps = Math.floor(steps)
    this.polar = new Uint8Array(this.steps * this.radiusPx)
  }

  /** Replaces the video of the radial's directions; where cells share a range step the strongest shows. */
  add(radial: Radial): void {
    const line = this.rangeLine(radial)
    const [first, count] = this.sector(radial.startDeg, radial.endDeg)
    for (let i = 0; i < count; i++) this.polar.set(line, ((first + i) % this.steps) * this.radiusPx)
  }

  /** The picture: `colour` where there is video, as opaque as it is strong. */
  render(colour: readonly [red: number, green: number, blue: number] = [255, 255, 255]): Image {
    this.lookup ??= this.makeLookup()
    const size = this.radiusPx * 2
    const rgba = new Uint8ClampedArray(size * size * 4)
    this.lookup.forEach((from, pixel) => {
      if (from < 0) return
      const at = pixel * 4
      rgba[at] = colour[0]
      rgba[at + 1] = colour[1]
      rgba[at + 2] = colour[2]
      rgba[at + 3] = this.polar[from]!
    })
    return { width: size, height: size, rgba }
  }

  private rangeLine(radial: Radial): Uint8Array {
    const line = new Uint8Array(this.radiusPx)
    const perStep = this.rangeM / this.radiusPx
    const full = 2 ** radial.bits - 1
    radial.cells.forEach((cell, i) => {
      const near = radial.startM + i * radial.cellM
      if (cell === 0 || near >= this.rangeM) return
      const level = Math.max(1, Math.round((cell / full) * 255))
      const last = Math.min(this.radiusPx - 1, Math.ceil((near + radial.cellM) / perStep) - 1)
      for (let step = Math.floor(near / perStep); step <= last; step++)
        line[step] = Math.max(line[step]!, level)
    })
    return line
  }

  /** First step and number of steps; a sector of more than half a turn is one swept the other way round. */
  private sector(startDeg: number, endDeg: number): [first: number, count: number] {
    const turn = (endDeg - startDeg + 360) % 360
    const [from, width] = turn > 180 ? [endDeg, 360 - turn] : [startDeg, turn]
    const first = Math.floor((from / 360) * this.steps)
    const last = Math.ceil(((from + width) / 360) * this.steps)
    return [first, Math.max(1, last - first)]
  }

  /** For each pixel its place in `polar`, or -1 outside the range. */
  private makeLookup(): Int32Array {
    const size = this.radiusPx * 2
    const lookup = new Int32Array(size * size).fill(-1)
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const east = x + 0.5 - this.radiusPx
        const north = this.radiusPx - y - 0.5
        const range = Math.floor(Math.hypot(east, north))
        if (range >= this.radiusPx) continue
        const turn = (Math.atan2(east, north) / (2 * Math.PI) + 1) % 1
        lookup[y * size + x] = Math.min(this.steps - 1, Math.floor(turn * this.steps)) * this.radiusPx + range
      }
    }
    return lookup
  }
}
