import fc from 'fast-check'
import { expect, it } from 'vitest'
import { COMPACT_MAX, CompactError, readCompact, writeCompact } from '../template/compact.ts'
import { impressionOf, syntheticFinger } from '../synthetic/synthetic.ts'
import { writeSignature } from '../match/signature.ts'
import { BLOCK_BYTES as FINGER_BYTES, clearest } from './block.ts'
import { SignatureStore } from './scan.ts'
import { RECORD_BYTES, tablesOf } from './tables.ts'
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

const RECORD = fc.record({
  // Differences of four bits, small enough that sixteen of them fit a byte.
  table: fc.uint8Array({ minLength: 256, maxLength: 256, max: 15 }),
  turn: fc.integer({ min: 0, max: 255 }),
})

it('counts in WebAssembly what is counted by hand', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: FINGER_BYTES, maxLength: FINGER_BYTES }), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.array(RECORD, { minLength: 1, maxLength: 32 }),
      (fingers, records) => {
        const store = new SignatureStore(1)
        for (const finger of fingers) store.append().set(finger)
        const tables = new Uint8Array(RECORD_BYTES * records.length)
        records.forEach(({ table, turn }, i) => {
          // Low differences too, or no sum is ever above zero.
          tables.set(
            table.map((value) => (i % 3 === 0 ? value : value >> 2)),
            RECORD_BYTES * i,
          )
          tables[RECORD_BYTES * i + 256] = turn
        })
        expect([...store.scan(tables)]).toEqual(fingers.map((finger) => byHand(finger, tables)))
      },
    ),
    { numRuns: FULL ? 2000 : 50 },
  )
})

function byHand(finger: Uint8Array, tables: Uint8Array): number {
  const votes: { weight: number; turn: number }[] = []
  for (let j = 0; j < 32; j++) {
    let [least, turn] = [255, 0]
    for (let at = 0; at < tables.length; at += RECORD_BYTES) {
      let differ = 0
      for (let n = 0; n < 16; n++) {
        const four = (finger[(n >> 1) * 32 + j]! >> (4 * (n & 1))) & 15
        differ += tables[at + 16 * n + four]!
      }
      if (differ < least) [least, turn] = [differ, tables[at + 256]!]
    }
    votes.push({ weight: (Math.max(0, 60 - least) ** 2) >> 4, turn: (finger[256 + j]! - turn) & 255 })
  }
  const windows = Array.from({ length: 16 }, (_, k) =>
    votes.reduce((sum, { weight, turn }) => sum + (((turn - 16 * k) & 255) < 32 ? weight : 0), 0),
  )
  return Math.max(...windows)
}

it('weighs in tables what bits differ, and chance the same for every minutia', () => {
  const print = syntheticFinger(3)
  const tables = tablesOf(print)
  const signature = new Uint8Array(8)
  let at = 0
  for (const m of clearest(print)) {
    if (!writeSignature(print, m, signature, 0, 8)) continue
    const differ = (flip: number): number =>
      Array.from({ length: 16 }, (_, n) => {
        const four = (signature[n >> 1]! >> (4 * (n & 1))) & 15
        return tables[at + 16 * n + (four ^ flip)]!
      }).reduce((a, b) => a + b)
    expect(differ(0)).toBeLessThan(40)
    expect(Math.abs((differ(0) + differ(15)) / 2 - 64)).toBeLessThan(1.1)
    at += RECORD_BYTES
  }
  expect(at).toBe(tables.length)
})

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
