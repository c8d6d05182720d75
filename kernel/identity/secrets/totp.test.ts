import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base32 } from './base32.ts'
import { matchTotp, stepAt, totpCode, totpUri, type TotpHash } from './totp.ts'

const seed = (length: number): Buffer => Buffer.from('1234567890'.repeat(7).slice(0, length), 'ascii')

/** RFC 6238 appendix B: time in seconds, then the codes with SHA-1, SHA-256 and SHA-512. */
const VECTORS: readonly (readonly [number, string, string, string])[] = [
  [59, '94287082', '46119246', '90693936'],
  [1111111109, '07081804', '68084774', '25091201'],
  [1111111111, '14050471', '67062674', '99943326'],
  [1234567890, '89005924', '91819424', '93441116'],
  [2000000000, '69279037', '90698825', '38618901'],
  [20000000000, '65353130', '77737706', '47863826'],
]
const SEEDS: readonly (readonly [TotpHash, number])[] = [
  ['sha1', 20],
  ['sha256', 32],
  ['sha512', 64],
]

describe('TOTP', () => {
  it.each(VECTORS)('gives the codes of RFC 6238 appendix B at %i s', (seconds, ...expected) => {
    const step = stepAt(new Date(seconds * 1000))
    const codes = SEEDS.map(([hash, length]) => totpCode(seed(length), step, 8, hash))
    expect(codes).toEqual(expected)
  })

  it('gives the codes of RFC 4226 appendix D for counters 0 to 9', () => {
    const codes = Array.from({ length: 10 }, (_, i) => totpCode(seed(20), i))
    expect(codes).toEqual('755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' '))
  })

  it('accepts a code one step either side, and no further', () => {
    const secret = seed(20)
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 4_000_000_000 }),
        fc.integer({ min: -4, max: 4 }),
        (seconds, off) => {
          const at = new Date(seconds * 1000)
          const code = totpCode(secret, stepAt(at) + off)
          const near = [-1, 0, 1].some((step) => totpCode(secret, stepAt(at) + step) === code)
          expect(matchTotp(secret, code, at, -1) !== null).toBe(near)
          expect(near || Math.abs(off) > 1).toBe(true)
        },
      ),
    )
  })

  it('refuses a code that was used, and every earlier one', () => {
    const secret = seed(20)
    const at = new Date(1_700_000_010_000)
    const step = stepAt(at)
    expect(matchTotp(secret, totpCode(secret, step), at, -1)).toBe(step)
    expect(matchTotp(secret, totpCode(secret, step), at, step)).toBeNull()
    expect(matchTotp(secret, totpCode(secret, step - 1), at, step)).toBeNull()
    expect(matchTotp(secret, totpCode(secret, step + 1), at, step)).toBe(step + 1)
  })

  it.each(['', '12345', '1234567', '12345a', '１２３４５６'])('takes "%s" for no code', (code) => {
    expect(matchTotp(seed(20), code, new Date(59_000), -1)).toBeNull()
  })

  it('writes the address an authenticator reads', () => {
    expect(totpUri(seed(20), 'Basinet LCA', 'w.officer')).toBe(
      'otpauth://totp/Basinet%20LCA:w.officer?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Basinet%20LCA&algorithm=SHA1&digits=6&period=30',
    )
  })
})

describe('base32', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('encodes "%s" as RFC 4648 section 10 has it', (text, expected) => {
    expect(base32(Buffer.from(text))).toBe(expected)
  })
})
