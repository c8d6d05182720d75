import { writeX3p, type Surface } from '@basinet/topography'

/**
 * Breech faces and lands that no firearm made: bumps and scratches from a seed, turned, shifted and with the noise of an instrument. For
 * demonstrations: what is measured on them says nothing of real specimens.
 */
const SIDE = 280
const SPACING = 12.5e-6
const [BUMPS, SCRATCHES] = [700, 90]
/** Points from the middle: edge of the face, edge of the firing pin's hole. */
const [RIM, HOLE] = [134, 48]
const LAND = { width: 1200, height: 60, spacing: 1.5e-6 }

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Shot {
  /** Of the firearm. */
  readonly tool: number
  /** Of this shot: noise of the instrument. */
  readonly seed: number
  readonly turnDegrees: number
  /** Share of the face that is left, as a sector. */
  readonly share: number
}

/** A face as an X3P file. */
export function facePressed({ tool, seed, turnDegrees, share }: Shot): Uint8Array {
  const [random, noise] = [seeded(tool), seeded(seed)]
  const z = new Float32Array(SIDE * SIDE)
  const turn = (turnDegrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const place = (x: number, y: number): readonly [number, number] => {
    const [dx, dy] = [x - SIDE / 2, y - SIDE / 2]
    return [SIDE / 2 + cos * dx + sin * dy, SIDE / 2 - sin * dx + cos * dy]
  }
  for (let n = 0; n < BUMPS; n++) {
    const [x, y, r, h] = [random() * SIDE, random() * SIDE, 2 + 4 * random(), (random() - 0.5) * 2.4e-6]
    raise(z, place(x, y), r, h)
  }
  for (let n = 0; n < SCRATCHES; n++) {
    const [x, y, angle, long] = [random() * SIDE, random() * SIDE, random() * Math.PI, 10 + 50 * random()]
    const deep = (random() - 0.7) * 1.6e-6
    for (let step = 0; step < long; step += 2)
      raise(z, place(x + step * Math.cos(angle), y + step * Math.sin(angle)), 1.6, deep)
  }
  for (let i = 0; i < z.length; i++) {
    const [dx, dy] = [(i % SIDE) - SIDE / 2, Math.floor(i / SIDE) - SIDE / 2]
    const far = Math.hypot(dx, dy)
    const inSector = (Math.atan2(dy, dx) / (2 * Math.PI) + 1) % 1 <= share
    z[i] = far > RIM || far < HOLE || !inSector ? Number.NaN : z[i]! + (noise() - 0.5) * 2.4e-7
  }
  return fileOf({ width: SIDE, height: SIDE, dx: SPACING, dy: SPACING, z })
}

function raise(z: Float32Array, [cx, cy]: readonly [number, number], r: number, h: number): void {
  for (let y = Math.max(0, Math.floor(cy - 3 * r)); y < Math.min(SIDE, cy + 3 * r); y++)
    for (let x = Math.max(0, Math.floor(cx - 3 * r)); x < Math.min(SIDE, cx + 3 * r); x++)
      z[y * SIDE + x]! += h * Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * r * r))
}

/** A land as an X3P file: striations along the bullet's way. */
export function landScraped(tool: number, seed: number): Uint8Array {
  const [random, noise] = [seeded(tool), seeded(seed)]
  const { width, height, spacing } = LAND
  const line = new Float32Array(width)
  for (let n = 0; n < 130; n++) {
    const [at, wide, deep] = [random() * width, 4 + 20 * random(), (random() - 0.5) * 3e-6]
    for (let x = 0; x < width; x++) line[x]! += deep * Math.exp(-((x - at) ** 2) / (2 * wide * wide))
  }
  const z = Float32Array.from({ length: width * height }, (_, i) => line[i % width]! + (noise() - 0.5) * 2e-7)
  return fileOf({ width, height, dx: spacing, dy: spacing, z })
}

function fileOf(surface: Surface): Uint8Array {
  return writeX3p({
    feature: 'SUR',
    heights: 'F',
    surface,
    origin: {
      date: null,
      creator: 'Demonstration',
      version: null,
      probing: null,
      identification: null,
      comment: 'Seeded generator: no specimen',
      manufacturer: 'Nobody',
      model: 'Demonstration',
      serial: 'DEMO-1',
      calibrationDate: null,
    },
  })
}
