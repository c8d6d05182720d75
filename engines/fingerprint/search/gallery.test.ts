import fc from 'fast-check'
import { expect, it } from 'vitest'
import { COMPACT_MAX, CompactError, readCompact, writeCompact } from '../template/compact.ts'
import { impressionOf, syntheticFinger } from '../synthetic/synthetic.ts'
import { BLOCK_BYTES as FINGER_BYTES } from './block.ts'
import { SignatureStore } from './scan.ts'
import { Gallery, GALLERY_FINGER_BYTES } from './gallery.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const CHANGE = { turn: 0.4, shiftX: 12, shiftY: -8, noisePx: 2.5, noiseAngle: 0.1, lost: 0.25, added: 0.2 }

it('finds fingers by another impression, before and after others come and go', () => {
  const gallery = new Gallery(8)
  const count = FULL ? 20_000 : 300
  for (let i = 0; i < count; i++) expect(gallery.add(syntheticFinger(i))).toBe(i)
  const probe = impressionOf(syntheticFinger(77), 5, CHANGE)
  expect(gallery.search(probe, 3)[0]!.finger).toBe(77)
  gallery.remove(77)
  expect(gallery.search(probe, 3).map((found) => found.finger)).not.toContain(77)
  const again = gallery.add(syntheticFinger(77))
  expect(again).toBe(count)
  expect(gallery.search(probe, 3)[0]!.finger).toBe(again)
  expect(() => gallery.template(77)).toThrow('no finger 77')
})

it('counts in WebAssembly what is counted by hand', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: FINGER_BYTES, maxLength: FINGER_BYTES }), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.uint8Array({ minLength: FINGER_BYTES, maxLength: FINGER_BYTES }),
      fc.integer({ min: 1, max: 32 }),
      (fingers, probe, minutiae) => {
        const store = new SignatureStore(1)
        // Alike in part, or no sum is ever above zero.
        for (const finger of fingers)
          store.append().set(finger.map((value, i) => (i % 3 === 0 ? value : probe[i]!)))
        const sums = [...store.scan(probe, minutiae)]
        const expected = fingers.map((finger) =>
          byHand(
            finger.map((value, i) => (i % 3 === 0 ? value : probe[i]!)),
            probe,
            minutiae,
          ),
        )
        expect(sums).toEqual(expected)
      },
    ),
    { numRuns: FULL ? 2000 : 50 },
  )
})

function byHand(finger: Uint8Array, probe: Uint8Array, minutiae: number): number {
  const votes: { weight: number; turn: number }[] = []
  for (let j = 0; j < 32; j++) {
    let [least, turn] = [255, 0]
    for (let i = 0; i < minutiae; i++) {
      let differ = 0
      for (let b = 0; b < 8; b++)
        for (let x = finger[b * 32 + j]! ^ probe[b * 32 + i]!; x > 0; x &= x - 1) differ++
      if (differ < least) [least, turn] = [differ, probe[256 + i]!]
    }
    votes.push({ weight: (Math.max(0, 30 - least) ** 2) >> 2, turn: (finger[256 + j]! - turn) & 255 })
  }
  const windows = Array.from({ length: 16 }, (_, k) =>
    votes.reduce((sum, { weight, turn }) => sum + (((turn - 16 * k) & 255) < 32 ? weight : 0), 0),
  )
  return Math.max(...windows)
}

it('keeps a finger within 600 bytes and reads it back', () => {
  expect(GALLERY_FINGER_BYTES).toBeLessThanOrEqual(600)
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const template = syntheticFinger(seed)
      const bytes = writeCompact(template)
      const read = readCompact(bytes)
      expect(bytes.length).toBeLessThanOrEqual(COMPACT_MAX)
      expect(read.x.length).toBeGreaterThan(20)
      const off = Array.from(read.x, (x, i) =>
        Math.min(...Array.from(template.x, (u, k) => Math.hypot(u - x, template.y[k]! - read.y[i]!))),
      )
      expect(Math.max(...off)).toBeLessThan(1)
      expect([...writeCompact(read)]).toEqual([...bytes])
    }),
    { numRuns: FULL ? 2000 : 50 },
  )
  expect(() => readCompact(Uint8Array.from([1, 2, 3]))).toThrow(CompactError)
  expect(() => readCompact(writeCompact(syntheticFinger(3)).subarray(0, 90))).toThrow(/expected/)
})
