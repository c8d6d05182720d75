import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import type { Cbor } from './cbor.ts'
import { decodeCbor } from './cbor-decode.ts'
import { encodeCbor } from './cbor-encode.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))
const hex = (value: Cbor): string => Buffer.from(encodeCbor(value)).toString('hex')

const value: fc.Arbitrary<Cbor> = fc.letrec<{ node: Cbor }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom<Cbor>(null, true, false),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.float({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'grapheme' }),
    fc.uint8Array({ maxLength: 80 }),
    fc.array(tie('node'), { maxLength: 6 }),
    fc.dictionary(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.constant('__proto__')),
      tie('node'),
      {
        maxKeys: 6,
      },
    ),
  ),
})).node

/** Minus zero has no sign here, as in JSON. */
const plain = (v: Cbor): Cbor =>
  typeof v === 'number' ? (v === 0 ? 0 : v) : Array.isArray(v) ? v.map((x) => plain(x as Cbor)) : v

describe('examples of RFC 8949, appendix A, that this profile allows', () => {
  it.each<[Cbor, string]>([
    [0, '00'],
    [23, '17'],
    [24, '1818'],
    [1000, '1903e8'],
    [1000000, '1a000f4240'],
    [1000000000000, '1b000000e8d4a51000'],
    [-1, '20'],
    [-100, '3863'],
    [-1000, '3903e7'],
    [1.1, 'fb3ff199999999999a'],
    [1.5, 'f93e00'],
    [5.960464477539063e-8, 'f90001'],
    [0.00006103515625, 'f90400'],
    [3.4028234663852886e38, 'fa7f7fffff'],
    [1e300, 'fb7e37e43c8800759c'],
    [-4.1, 'fbc010666666666666'],
    [false, 'f4'],
    [null, 'f6'],
    [bytes('01020304'), '4401020304'],
    ['\u{fc}', '62c3bc'],
    ['\u{10151}', '64f0908591'],
    [[1, [2, 3], [4, 5]], '8301820203820405'],
    [{ a: 1, b: [2, 3] }, 'a26161016162820203'],
    [{ aa: 1, b: 2, a: 3 }, 'a361610361620262616101'],
  ])('%j', (item, expected) => {
    expect(hex(item)).toBe(expected)
    expect(decodeCbor(bytes(expected))).toEqual({ ok: true, value: item })
  })
})

describe('refuses, naming the byte', () => {
  it.each([
    ['a longer integer than needed', '1805', 0],
    ['an indefinite array', '9f01ff', 0],
    ['a duplicate key', 'a2616101616102', 4],
    ['keys out of order', 'a2616201616102', 4],
    ['more entries than bytes', '829affffffff', 1],
    ['a text longer than the message', '7affffffff', 5],
    ['a map longer than the message', 'baffffffff', 0],
    ['broken UTF-8', '6462c32861', 1],
    ['a surrogate in UTF-8', '63eda080', 1],
    ['bytes behind the value', '0101', 1],
    ['a tag', '81c16161', 1],
    ['undefined', 'f7', 0],
    ['an integer written as a float', 'f93c00', 0],
    ['minus zero', 'f98000', 0],
    ['a float longer than needed', 'fb3ff8000000000000', 0],
    ['NaN', 'f97e00', 0],
    ['infinity', 'f97c00', 0],
    ['2^53', '1b0020000000000000', 0],
    ['-2^53', '3b001fffffffffffff', 0],
    ['an integer as key', 'a10101', 1],
    ['a cut text', '6261', 2],
    ['nothing', '', 0],
    ['33 levels', `${'81'.repeat(33)}00`, 33],
  ])('%s', (_, input, byte) => {
    expect(decodeCbor(bytes(input))).toMatchObject({ ok: false, error: { field: `byte ${byte}` } })
  })

  it('a message above the bound', () => {
    expect(decodeCbor(new Uint8Array(11), 10)).toMatchObject({ ok: false, error: { code: 'cbor.size' } })
  })
})

it('says a lone surrogate, NaN and too deep a value is a bug of the caller', () => {
  for (const wrong of ['\ud800', Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => encodeCbor([wrong])).toThrow('BUG')
  let deep: Cbor = 0
  for (let i = 0; i < 40; i++) deep = [deep]
  expect(() => encodeCbor(deep)).toThrow('BUG')
})

it(
  'reads back what it wrote',
  () => {
    fc.assert(
      fc.property(value, (v) => {
        const read = must(decodeCbor(encodeCbor(v)))
        expect(encodeCbor(read)).toEqual(encodeCbor(v))
        expect(typeof v === 'object' ? null : read).toEqual(typeof v === 'object' ? null : plain(v))
      }),
      { numRuns: FULL ? 50_000 : 500 },
    )
  },
  process.env['BASINET_FULL'] === '1' ? 1_800_000 : 30_000,
)

it(
  'has one encoding for a value: what is accepted encodes to the same bytes, whatever was thrown at it',
  () => {
    let accepted = 0
    const base = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.tuple(value, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([v, at, byte]) => {
        const written = encodeCbor(v)
        written[at % written.length] = byte
        return written
      }),
    )
    fc.assert(
      fc.property(base, (input) => {
        const read = decodeCbor(input)
        if (read.ok) accepted++
        const answer = read.ok ? Buffer.from(encodeCbor(read.value)).toString('hex') : read.error.message
        expect(answer).toMatch(read.ok ? Buffer.from(input).toString('hex') : /^byte \d+: expected/)
      }),
      { numRuns: FULL ? 1_000_000 : 4000 },
    )
    expect(accepted).toBeGreaterThan(100)
  },
  process.env['BASINET_FULL'] === '1' ? 1_800_000 : 30_000,
)
