import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sharedPresent } from '../../../tests/data/shared.ts'
import type { GrayImage } from '../image/gray.ts'
import { sharedImage, templateOf } from '../testing-prints.ts'
import { impressionOf, syntheticFinger } from '../synthetic/synthetic.ts'
import { compare, scoreOf as quick, SCORE_NONE } from './compare.ts'
import { prepare } from './prepared.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const SETS = ['fvc2002/DB1_B', 'fvc2002/DB3_B', 'fvc2004/DB1_B', 'fvc2004/DB4_B']

function scoreOf(a: GrayImage, b: GrayImage): number {
  return compare(prepare(templateOf(a)), prepare(templateOf(b))).score
}

/** The image turned about its middle; new corners are white. */
function turned(image: GrayImage, angle: number): GrayImage {
  const { width, height, pixels } = image
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const out = new Uint8Array(pixels.length).fill(255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2]
      const [u, v] = [cos * dx + sin * dy + width / 2, cos * dy - sin * dx + height / 2]
      const [c, r] = [Math.floor(u), Math.floor(v)]
      if (c < 0 || r < 0 || c + 1 >= width || r + 1 >= height) continue
      const [fu, fv, i] = [u - c, v - r, r * width + c]
      const top = pixels[i]! * (1 - fu) + pixels[i + 1]! * fu
      const bottom = pixels[i + width]! * (1 - fu) + pixels[i + width + 1]! * fu
      out[y * width + x] = top * (1 - fv) + bottom * fv
    }
  return { ...image, pixels: out }
}

function cropped({ width, height, pixels, ppi }: GrayImage, left: number, top: number): GrayImage {
  const [w, h] = [width - left, height - top]
  const out = new Uint8Array(w * h)
  for (let y = 0; y < h; y++) out.set(pixels.subarray((y + top) * width + left, (y + top + 1) * width), y * w)
  return { width: w, height: h, pixels: out, ppi }
}

it.runIf(sharedPresent)('finds one finger in two impressions of every set, and not in two fingers', () => {
  for (const set of SETS) {
    const names = ['101_1', '101_2', '102_1', '103_1'].map((name) => sharedImage(`${set}/${name}`))
    const [a, b, c, d] = names.map((image) => prepare(templateOf(image)))
    const mate = compare(a!, b!).score
    for (const other of [compare(a!, c!), compare(b!, d!), compare(c!, d!)])
      expect(other.score).toBeLessThan(mate)
  }
})

it.runIf(sharedPresent)('knows a print that is turned, cropped or noisy', () => {
  const image = sharedImage('fvc2002/DB1_B/101_1')
  const other = sharedImage('fvc2002/DB1_B/102_1')
  const strangers = scoreOf(image, other)
  fc.assert(
    fc.property(
      fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
      (angle) => scoreOf(image, turned(image, angle)) > strangers + 15,
    ),
    { numRuns: FULL ? 200 : 4 },
  )
  expect(scoreOf(image, cropped(image, 100, 110))).toBeGreaterThan(strangers + 15)
  const noisy = {
    ...image,
    pixels: image.pixels.map(
      (value, i) => value + (((i * 7919) % 61) - 30) * (value > 40 && value < 215 ? 1 : 0),
    ),
  }
  expect(scoreOf(image, noisy)).toBeGreaterThan(strangers + 15)
})

it('gives the same score whichever print comes first, and pairs that fit it', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.double({ min: -3, max: 3, noNaN: true }), (seed, turn) => {
      const first = syntheticFinger(seed)
      const change = { turn, shiftX: 10, shiftY: -15, noisePx: 2, noiseAngle: 0.08, lost: 0.2, added: 0.1 }
      const [a, b] = [prepare(first), prepare(impressionOf(first, seed + 1, change))]
      const [forth, back] = [compare(a, b), compare(b, a)]
      const turnedRight = forth.motion !== null && Math.abs(Math.sin((forth.motion.turn - turn) / 2)) < 0.1
      return forth.score === back.score && turnedRight && forth.pairs.length > 8
    }),
    { numRuns: FULL ? 2000 : 25 },
  )
})

it('scores many as it scores one, or says early that there is nothing', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.boolean(), (seed, mates) => {
      const first = syntheticFinger(seed)
      const change = { turn: 1, shiftX: 10, shiftY: -15, noisePx: 2, noiseAngle: 0.08, lost: 0.2, added: 0.1 }
      const other = mates ? first : syntheticFinger(seed + 1)
      const [a, b] = [prepare(first), prepare(impressionOf(other, seed + 1, change))]
      const [full, quickly] = [compare(a, b).score, quick(a, b)]
      expect(quick(b, a)).toBe(quickly)
      // What is told early would not have scored like a mate.
      const early = quickly < full && !mates && full < 10
      return quickly >= SCORE_NONE && (quickly === full || early)
    }),
    { numRuns: FULL ? 2000 : 40 },
  )
})

it('has an answer for prints without minutiae', () => {
  const none = {
    width: 9,
    height: 9,
    x: new Float32Array(0),
    y: new Float32Array(0),
    angle: new Float32Array(0),
  }
  const empty = prepare({ ...none, kind: new Uint8Array(0), quality: new Uint8Array(0), map: null })
  expect(compare(empty, prepare(syntheticFinger(1)))).toMatchObject({ motion: null, pairs: [] })
  const blank = { width: 100, height: 80, pixels: new Uint8Array(8000).fill(255), ppi: 500 }
  expect(templateOf(blank).x).toHaveLength(0)
})
