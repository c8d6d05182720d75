import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sharedData, sharedPresent } from '../../../tests/data/shared.ts'
import { ImageError } from '../image/gray.ts'
import { readPng } from '../image/png.ts'
import { readWsq } from './read.ts'

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
    fc.property(fc.array(fc.tuple(fc.nat(1200), fc.nat(255)), { maxLength: 4 }), fc.nat(20_000), (changes, cut) => {
      const bytes = Uint8Array.from(cut % 2 === 0 ? original : original.subarray(0, cut))
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
      try {
        const image = readWsq(bytes)
        return image.pixels.length === image.width * image.height
      } catch (error) {
        return error instanceof ImageError && /\(byte \d+\)$/.test(error.message)
      }
    }),
    { numRuns: RUNS },
  )
})
