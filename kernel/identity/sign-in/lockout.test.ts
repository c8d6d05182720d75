import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LOCKOUT } from './lockout.ts'
import { addressUnit, attemptKey, usernameForm } from './username.ts'

describe('lockout policy', () => {
  it('lets four slips pass, then delays that only grow, and stops at the hundredth', () => {
    expect(LOCKOUT.account.slice(0, 4)).toEqual([0, 0, 0, 0])
    expect(LOCKOUT.account.slice(4, 9)).toEqual([60, 120, 240, 480, 960])
    expect(LOCKOUT.account).toHaveLength(100)
    expect(LOCKOUT.account[99]).toBe(-1)
    const delays = LOCKOUT.account.slice(0, 99)
    expect(delays).toEqual([...delays].sort((a, b) => a - b))
  })

  it('keeps a guesser under 100 tries on an account for over three days', () => {
    const seconds = LOCKOUT.account.slice(0, 99).reduce((a, b) => a + b, 0)
    expect(seconds / 86_400).toBeGreaterThan(3)
  })
})

describe('username form', () => {
  it('is its own form, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        expect(usernameForm(usernameForm(typed))).toBe(usernameForm(typed))
      }),
      { numRuns: process.env['BASINET_FULL'] === '1' ? 20_000 : 300 },
    )
  })

  it.each([
    ['W.Officer'],
    ['ｗ．ｏｆｆｉｃｅｒ'],
    [' w.officer '],
    ['w.\u200bofficer'],
    ['w.o\ufb03cer'],
    ['\u{1d430}.\u{1d428}fficer'],
    ['w.officer\u0000'],
    ['w.o\u0301fficer'],
  ])('counts "%s" as w.officer', (typed) => {
    expect(usernameForm(typed)).toBe('w.officer')
  })

  it('gives accounts and addresses different keys', () => {
    expect(attemptKey('account', 'x').equals(attemptKey('address', 'x'))).toBe(false)
  })
})

describe('address unit', () => {
  it.each([
    ['10.0.0.7', '10.0.0.7'],
    ['::ffff:10.0.0.7', '10.0.0.7'],
    ['2001:DB8:0:1::5', '2001:db8:0:1'],
    ['2001:db8:0:1:ffff:1:2:3', '2001:db8:0:1'],
    ['2001:0db8:0000:0001::', '2001:db8:0:1'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('takes %s as %s', (address, unit) => {
    expect(addressUnit(address)).toBe(unit)
  })
})
