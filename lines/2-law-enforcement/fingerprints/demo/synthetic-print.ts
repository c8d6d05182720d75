/**
 * Ridge patterns of fingers that nobody has: an orientation field of one core and one delta (Sherlock and Monro 1993, zero-pole
 * model) and ridges grown on it out of noise by Gabor filters (Cappelli, Erol, Maio and Maltoni 2000). For demonstrations and tests: what
 * is measured on it says nothing of real fingers.
 */
export interface GreyPrint {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

const WIDTH = 304
const HEIGHT = 368
/** Ridge period, pixels at 500 ppi. */
const PERIOD = 9
const RADIUS = 6
const TURNS = 36
const ROUNDS = 7

/** Ridges of finger `seed`, -1 valley to 1 ridge. */
export interface Ridges {
  readonly values: Float32Array
}

/** Mulberry32: small, seeded, good enough for pictures. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function growRidges(seed: number): Ridges {
  const random = seeded(seed)
  const turns = orientation(random)
  const kernels = Array.from({ length: TURNS }, (_, i) => gabor((i * Math.PI) / TURNS))
  let values = Float32Array.from({ length: WIDTH * HEIGHT }, () => (random() < 0.02 ? random() * 2 - 1 : 0))
  for (let round = 0; round < ROUNDS; round++) values = filtered(values, turns, kernels)
  return { values }
}

/** Direction along the ridges of each pixel in TURNS steps of half a circle. */
function orientation(random: () => number): Uint8Array {
  const core = { x: WIDTH * (0.42 + 0.16 * random()), y: HEIGHT * (0.34 + 0.12 * random()) }
  const side = random() < 0.5 ? -1 : 1
  const delta = { x: core.x + side * (75 + 60 * random()), y: core.y + 110 + 60 * random() }
  const tilt = (random() - 0.5) * 0.3
  return Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)]
    const angle = (Math.atan2(y - core.y, x - core.x) - Math.atan2(y - delta.y, x - delta.x)) / 2 + tilt
    const turn = angle / Math.PI
    return Math.round((turn - Math.floor(turn)) * TURNS) % TURNS
  })
}

/** Filter for ridges along `angle`, without a constant part. */
function gabor(angle: number): Float32Array {
  const side = 2 * RADIUS + 1
  const kernel = Float32Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [(i % side) - RADIUS, Math.floor(i / side) - RADIUS]
    const across = -Math.sin(angle) * x + Math.cos(angle) * y
    return Math.exp(-(x * x + y * y) / 18) * Math.cos((2 * Math.PI * across) / PERIOD)
  })
  const mean = kernel.reduce((a, b) => a + b, 0) / kernel.length
  return kernel.map((value) => value - mean)
}

function filtered(
  from: Float32Array,
  turns: Uint8Array,
  kernels: readonly Float32Array[],
): Float32Array<ArrayBuffer> {
  const side = 2 * RADIUS + 1
  const to = new Float32Array(from.length)
  for (let y = RADIUS; y < HEIGHT - RADIUS; y++)
    for (let x = RADIUS; x < WIDTH - RADIUS; x++) {
      const at = y * WIDTH + x
      const kernel = kernels[turns[at]!]!
      let sum = 0
      for (let j = 0; j < side; j++) {
        const row = at + (j - RADIUS) * WIDTH - RADIUS
        for (let i = 0; i < side; i++) sum += kernel[j * side + i]! * from[row + i]!
      }
      to[at] = Math.tanh(2 * sum)
    }
  return to
}

/** How one impression of a finger differs from another. */
export interface Impression {
  readonly seed: number
  /** Radians, pixels. */
  readonly turn: number
  readonly shiftX: number
  readonly shiftY: number
  /** 0 clean to 1 hardly to be seen. */
  readonly noise: number
  /** What can be seen: a share of the print's half axes about a middle; 1 all of it. */
  readonly part: { readonly x: number; readonly y: number; readonly share: number }
}

const PAPER = 232
const CONTRAST = 100

/** A picture of the finger, ridges dark. */
export function impress({ values }: Ridges, how: Impression): GreyPrint {
  const random = seeded(how.seed)
  const [cos, sin] = [Math.cos(how.turn), Math.sin(how.turn)]
  const blotch = Float32Array.from({ length: 64 }, () => random())
  const pixels = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [px, py] = [(i % WIDTH) - WIDTH / 2 - how.shiftX, Math.floor(i / WIDTH) - HEIGHT / 2 - how.shiftY]
    const [x, y] = [cos * px + sin * py + WIDTH / 2, -sin * px + cos * py + HEIGHT / 2]
    const [u, v] = [x / WIDTH, y / HEIGHT]
    const edge =
      1 - Math.hypot((u - how.part.x) / (0.46 * how.part.share), (v - how.part.y) / (0.46 * how.part.share))
    const pressed = Math.max(0, Math.min(1, edge * 6))
    const cloud =
      1 - how.noise * 0.6 * (blotch[((Math.floor(v * 8) & 7) << 3) | (Math.floor(u * 8) & 7)] ?? 0)
    const grain = (random() - 0.5) * (14 + 110 * how.noise)
    const ink = pressed * cloud * CONTRAST * (1 + sampled(values, x, y))
    return Math.max(0, Math.min(255, PAPER - ink + grain - 60 * how.noise))
  })
  return { width: WIDTH, height: HEIGHT, pixels }
}

function sampled(values: Float32Array, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  if (left < 0 || top < 0 || left >= WIDTH - 1 || top >= HEIGHT - 1) return 0
  const at = top * WIDTH + left
  const [fx, fy] = [x - left, y - top]
  const upper = values[at]! * (1 - fx) + values[at + 1]! * fx
  return upper * (1 - fy) + (values[at + WIDTH]! * (1 - fx) + values[at + WIDTH + 1]! * fx) * fy
}

export const WHOLE: Impression['part'] = { x: 0.5, y: 0.5, share: 1 }
