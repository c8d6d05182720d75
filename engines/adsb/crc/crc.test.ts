import fc from 'fast-check'
import { expect, it } from 'vitest'
import { frameBytes } from '../testing/hex.ts'
import { syndromeOf, writeParity } from './crc.ts'
import { wrongBit } from './repair.ts'

it('finds published frames whole', () => {
  // J. Sun, The 1090 Megahertz Riddle, 2nd ed. (TU Delft OPEN, 2021), sections 4 to 6.
  for (const hex of [
    '8D4840D6202CC371C32CE0576098',
    '8D40621D58C382D690C8AC2863A7',
    '8D485020994409940838175B284F',
    '8DA05F219B06B6AF189400CBC33F',
  ]) {
    expect(syndromeOf(frameBytes(hex), 0, 14)).toBe(0)
  }
})

it('finds the address under the parity', () => {
  // The same book, section 7: DF 20 and DF 5 replies.
  expect(syndromeOf(frameBytes('A000139381951536E024D4CCF6B5'), 0, 14)).toBe(0x3c4dd2)
  expect(syndromeOf(frameBytes('2A00516D492B80'), 0, 7)).toBe(0x510af9)
})

const frame = fc
  .tuple(fc.constantFrom(7, 14), fc.uint8Array({ minLength: 14, maxLength: 14 }))
  .map(([length, bytes]) => bytes.slice(0, length))

it('gives back the overlay, and names any single wrong bit', () => {
  fc.assert(
    fc.property(frame, fc.integer({ min: 0, max: 0xffffff }), (bytes, overlay) => {
      writeParity(bytes, overlay)
      expect(syndromeOf(bytes, 0, bytes.length)).toBe(overlay)
      writeParity(bytes, 0)
      for (let bit = 1; bit <= bytes.length * 8; bit++) {
        const mask = 0x80 >> ((bit - 1) & 7)
        bytes[(bit - 1) >> 3]! ^= mask
        expect(wrongBit(syndromeOf(bytes, 0, bytes.length), bytes.length)).toBe(bit)
        bytes[(bit - 1) >> 3]! ^= mask
      }
    }),
    { numRuns: 50 },
  )
})

it('never calls two wrong bits one', () => {
  const bytes = frameBytes('8D4840D6202CC371C32CE0576098')
  for (let a = 0; a < 112; a++) {
    for (let b = a + 1; b < 112; b++) {
      const damaged = bytes.slice()
      damaged[a >> 3]! ^= 0x80 >> (a & 7)
      damaged[b >> 3]! ^= 0x80 >> (b & 7)
      expect(wrongBit(syndromeOf(damaged, 0, 14), 14)).toBe(0)
    }
  }
})
