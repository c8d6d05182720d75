/** The two analysis filters of a WSQ file, each from its centre outwards: symmetric, of odd length. */
export interface Filters {
  readonly low: readonly number[]
  readonly high: readonly number[]
}

/** A rectangle of the image of wavelet coefficients. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Node extends Rect {
  /** The high half stands first, across or down: a high band's spectrum is mirrored. */
  readonly mirrorX: boolean
  readonly mirrorY: boolean
}

/** The 60 subbands that carry coefficients, in order, and the splits that made them, first to last (FBI IAFIS-IC-0110, WSQ 3.1, figure 3). */
export function subbandsOf(width: number, height: number): { bands: Rect[]; nodes: Node[] } {
  const nodes: Node[] = []
  const split = (rect: Rect, mirrorX: boolean, mirrorY: boolean): Rect[] => {
    nodes.push({ ...rect, mirrorX, mirrorY })
    return quarters(rect, mirrorX, mirrorY)
  }
  /** Splits a rectangle and each of its quarters; the quarter's place says how it is mirrored. */
  const sixteen = (rect: Rect, mirrorX: boolean, mirrorY: boolean): Rect[] =>
    split(rect, mirrorX, mirrorY).flatMap((quarter, i) => split(quarter, (i & 1) === 1, i > 1))
  const whole = split({ x: 0, y: 0, width, height }, false, false)
  const half = split(whole[0]!, false, false)
  const right = split(whole[1]!, true, false)
  const below = split(whole[2]!, false, true)
  const lowest = sixteen(half[0]!, false, false)
  const bands = [
    ...split(lowest[0]!, false, false),
    ...lowest.slice(1),
    ...sixteen(half[1]!, true, false),
    ...sixteen(half[2]!, false, true),
    half[3]!,
    ...right,
    ...below,
  ]
  return { bands, nodes }
}

function quarters({ x, y, width, height }: Rect, mirrorX: boolean, mirrorY: boolean): Rect[] {
  const w = mirrorX ? width >> 1 : (width + 1) >> 1
  const h = mirrorY ? height >> 1 : (height + 1) >> 1
  return [
    { x, y, width: w, height: h },
    { x: x + w, y, width: width - w, height: h },
    { x, y: y + h, width: w, height: height - h },
    { x: x + w, y: y + h, width: width - w, height: height - h },
  ]
}

/** Undoes every split, last first, in place: coefficients become the image. */
export function synthesise(
  data: Float32Array,
  stride: number,
  nodes: readonly Node[],
  { low, high }: Filters,
): void {
  // The synthesis filters of a biorthogonal pair are the other's analysis filter with every second sign turned.
  const alternate = (filter: readonly number[]): number[] =>
    filter.map((value, i) => (i % 2 === 0 ? value : -value))
  const filters = { low: alternate(high), high: alternate(low) }
  for (const { x, y, width, height, mirrorX, mirrorY } of nodes.toReversed()) {
    const from = y * stride + x
    for (let c = 0; c < width; c++)
      join(data, { at: from + c, step: stride, count: height, mirror: mirrorY }, filters)
    for (let r = 0; r < height; r++)
      join(data, { at: from + r * stride, step: 1, count: width, mirror: mirrorX }, filters)
  }
}

/** Splits an image in place, first node first: the image becomes coefficients. */
export function analyse(data: Float32Array, stride: number, nodes: readonly Node[], filters: Filters): void {
  for (const { x, y, width, height, mirrorX, mirrorY } of nodes) {
    const from = y * stride + x
    for (let r = 0; r < height; r++)
      part(data, { at: from + r * stride, step: 1, count: width, mirror: mirrorX }, filters)
    for (let c = 0; c < width; c++)
      part(data, { at: from + c, step: stride, count: height, mirror: mirrorY }, filters)
  }
}

/** One row or column, ends mirrored: low samples at the even places, high ones at the odd, each to its half. */
function part(data: Float32Array, { at, step, count, mirror }: Line, { low, high }: Filters): void {
  const reach = Math.max(low.length, high.length)
  const line = new Float64Array(count + 2 * reach)
  for (let k = -reach; k < count + reach; k++) line[reach + k] = data[at + reflected(k, count) * step]!
  const lows = (count + 1) >> 1
  const [lowAt, highAt] = mirror ? [count - lows, 0] : [0, lows]
  for (let i = 0; i < count; i++) {
    const filter = (i & 1) === 0 ? low : high
    let sum = filter[0]! * line[reach + i]!
    for (let k = 1; k < filter.length; k++) sum += filter[k]! * (line[reach + i - k]! + line[reach + i + k]!)
    data[at + ((i & 1) === 0 ? lowAt + (i >> 1) : highAt + (i >> 1)) * step] = sum
  }
}

interface Line {
  at: number
  step: number
  count: number
  mirror: boolean
}

/** One row or column: low samples to the even places, high ones to the odd, ends mirrored on the last sample, then filtered. */
function join(data: Float32Array, { at, step, count, mirror }: Line, { low, high }: Filters): void {
  const reach = Math.max(low.length, high.length)
  const mixed = new Float64Array(count + 2 * reach)
  const lows = (count + 1) >> 1
  const [lowAt, highAt] = mirror ? [count - lows, 0] : [0, lows]
  for (let i = 0; i < count; i++)
    mixed[reach + i] = data[at + ((i & 1) === 0 ? lowAt + (i >> 1) : highAt + (i >> 1)) * step]!
  for (let k = 1; k <= reach; k++) {
    mixed[reach - k] = mixed[reach + reflected(-k, count)]!
    mixed[reach + count - 1 + k] = mixed[reach + reflected(count - 1 + k, count)]!
  }
  for (let i = 0; i < count; i++) {
    let sum = 0
    for (let k = 0; k < reach; k++) {
      // The filter of the band that the neighbour at distance k belongs to.
      const weight = (((i + k) & 1) === 0 ? low[k] : high[k]) ?? 0
      sum += weight * (k === 0 ? mixed[reach + i]! : mixed[reach + i - k]! + mixed[reach + i + k]!)
    }
    data[at + i * step] = sum
  }
}

function reflected(place: number, count: number): number {
  if (count === 1) return 0
  const period = 2 * (count - 1)
  const within = ((place % period) + period) % period
  return within < count ? within : period - within
}
