import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unarmour } from '../nmea/unarmour.ts'
import { BitReader } from './bit-reader.ts'
import { BitWriter } from './bit-writer.ts'
import { sixBitText } from './six-bit.ts'

function readerOf(writer: BitWriter): BitReader {
  const { payload, fillBits } = writer.armour()
  const reader = new BitReader()
  const bytes = Buffer.from(payload, 'latin1')
  unarmour(reader, bytes, 0, bytes.length, fillBits)
  return reader
}

describe('bits', () => {
  it('of any fields come back, at any position, signed and unsigned', () => {
    const field = fc
      .integer({ min: 2, max: 32 })
      .chain((bits) => fc.tuple(fc.constant(bits), fc.boolean(), fc.integer({ min: 0, max: 2 ** bits - 1 })))
    fc.assert(
      fc.property(fc.array(field, { maxLength: 30 }), (fields) => {
        const writer = new BitWriter()
        const half = (bits: number): number => 2 ** (bits - 1)
        for (const [bits, signed, value] of fields) {
          if (signed) writer.i('f', value - half(bits), bits)
          else writer.u('f', value, bits)
        }
        const reader = readerOf(writer)
        expect(reader.length).toBe(writer.length)
        let at = 0
        for (const [bits, signed, value] of fields) {
          expect(signed ? reader.i(at, bits) : reader.u(at, bits)).toBe(signed ? value - half(bits) : value)
          at += bits
        }
        expect(reader.u(at, 32)).toBe(0)
      }),
    )
  })

  it('of a longer payload before do not shine through', () => {
    const reader = new BitReader()
    const long = Buffer.from('w'.repeat(60))
    unarmour(reader, long, 0, 60, 0)
    unarmour(reader, Buffer.from('0w'), 0, 2, 3)
    expect(reader.length).toBe(9)
    expect(reader.u(0, 32)).toBe(0b000000111 * 2 ** 23)
    expect(Array.from({ length: 10 }, (_, n) => reader.u(9 + 32 * n, 32)).every((word) => word === 0)).toBe(
      true,
    )
  })
})

describe('sixBitText', () => {
  it('keeps what the set has, takes accents off, marks the rest', () => {
    expect(sixBitText('Île de Sainte-Lucie @ "Anse"')).toBe('ILE DE SAINTE-LUCIE ? "ANSE"')
    expect(sixBitText('航海 é{}')).toBe('?? E??')
  })
})
