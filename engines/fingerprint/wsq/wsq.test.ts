import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sharedData, sharedPresent } from '../../../tests/data/shared.ts'
import { ImageError } from '../image/gray.ts'
import { readPng } from '../image/png.ts'
import { binaryImageRecord, grayOf, imageOf } from '../formats/nist-prints.ts'
import { sharedImage } from '../testing-prints.ts'
import { readWsq } from './read.ts'
import { writeWsq } from './write.ts'

const RUNS = process.env['BASINET_FULL'] === '1' ? 20_000 : 12
const NAMES = ['fvc2002-DB1_B-104_1', 'fvc2004-DB1_B-103_2']

it.runIf(sharedPresent)('gives the pixels that the reference decoder gives', () => {
  for (const name of NAMES) {
    const ours = readWsq(readFileSync(sharedData(`fingerprints/wsq/${name}.r0.75.wsq`)!))
    const theirs = readPng(readFileSync(sharedData(`fingerprints/wsq/${name}.r0.75.nbis-dwsq.png`)!))
    expect([ours.width, ours.height]).toEqual([theirs.width, theirs.height])
    const off = ours.pixels.map((value, i) => Math.abs(value - theirs.pixels[i]!))
    // Single against double precision: a pixel on the edge between two greys may fall to either.
    expect(Math.max(...new Set(off))).toBeLessThanOrEqual(1)
    expect(off.filter((value) => value > 0).length).toBeLessThan(off.length / 1000)
  }
})

it.runIf(sharedPresent)('names the byte of a damaged file and never throws anything else', () => {
  const original = readFileSync(sharedData(`fingerprints/wsq/${NAMES[0]!}.r0.75.wsq`)!)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(1200), fc.nat(255)), { maxLength: 4 }),
      fc.nat(20_000),
      (changes, cut) => {
        const bytes = Uint8Array.from(cut % 2 === 0 ? original : original.subarray(0, cut))
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        try {
          const image = readWsq(bytes)
          return image.pixels.length === image.width * image.height
        } catch (error) {
          return error instanceof ImageError && /\(byte \d+\)$/.test(error.message)
        }
      },
    ),
    { numRuns: RUNS },
  )
})

function lossOf(a: Uint8Array, b: Uint8Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / a.length)
}

it.runIf(sharedPresent)('writes as small and as true as the reference encoder', () => {
  for (const name of NAMES) {
    const image = sharedImage(name.replace('-', '/').replace('B-', 'B/'))
    const bytes = writeWsq(image)
    const theirs = readFileSync(sharedData(`fingerprints/wsq/${name}.r0.75.wsq`)!)
    expect(bytes.length).toBeLessThan(1.02 * theirs.length)
    const read = readWsq(bytes)
    expect(lossOf(image.pixels, read.pixels)).toBeLessThan(
      1.02 * lossOf(image.pixels, readWsq(theirs).pixels),
    )
    expect(read.ppi).toBe(500)
    const record = imageOf(binaryImageRecord(1, 0, 2, image, 'WSQ20'), null)!
    expect([...grayOf(record).pixels.subarray(0, 2000)]).toEqual([...read.pixels.subarray(0, 2000)])
  }
})

it('brings back images of any size, near where bits are plenty', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 96, max: 150 }),
      fc.integer({ min: 96, max: 150 }),
      fc.nat(255),
      (width, height, level) => {
        const pixels = Uint8Array.from({ length: width * height }, (_, i) => {
          const wave = 60 * Math.sin((i % width) * 0.7 + Math.floor(i / width) * 0.3)
          return Math.max(0, Math.min(255, level + wave))
        })
        const read = readWsq(writeWsq({ width, height, pixels, ppi: null }, 4))
        expect([read.width, read.height, read.ppi]).toEqual([width, height, null])
        expect(lossOf(pixels, read.pixels)).toBeLessThan(4)
      },
    ),
    { numRuns: process.env['BASINET_FULL'] === '1' ? 2000 : 20 },
  )
  const flat = { width: 120, height: 100, pixels: new Uint8Array(12_000).fill(77), ppi: 500 }
  expect([...new Set(readWsq(writeWsq(flat)).pixels)]).toEqual([77])
  expect(() => writeWsq({ ...flat, width: 8, height: 200 })).toThrow('96')
})
