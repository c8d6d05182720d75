import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FrameWriter } from './bit-writer.ts'
import { FrameBits } from './frame-bits.ts'

const place = fc
  .record({ first: fc.integer({ min: 1, max: 112 }), count: fc.integer({ min: 1, max: 32 }) })
  .filter(({ first, count }) => first + count <= 113)

it('reads what was written at any place, and only that', () => {
  fc.assert(
    fc.property(place, fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.boolean(), (at, value, ones) => {
      const writer = new FrameWriter()
      if (ones) writer.bytes.fill(0xff)
      writer.set(at.first, at.count, value)
      const bits = new FrameBits()
      bits.load(writer.bytes, 0, 14)
      expect(bits.get(at.first, at.count)).toBe(value % 2 ** at.count)
      const others = Array.from({ length: 112 }, (_, n) => n + 1).filter(
        (bit) => bit < at.first || bit >= at.first + at.count,
      )
      expect(others.every((bit) => bits.flag(bit) === ones)).toBe(true)
    }),
  )
})

it('reads two’s complement and hexadecimal', () => {
  const bits = new FrameBits()
  bits.load(Uint8Array.from([0, 0, 0, 0, 0xfe, 0x7f, 0xab]), 0, 7)
  expect(bits.fieldSigned(1, 8)).toBe(-2)
  expect(bits.fieldSigned(9, 8)).toBe(127)
  expect(bits.fieldSigned(1, 4)).toBe(-1)
  expect(bits.hex(4, 3)).toBe('FE7FAB')
})
