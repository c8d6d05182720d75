import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { freshRecoveryCodes, freshToken, hashOf, recoveryForm, TOKEN } from './one-use.ts'

it('makes tokens of 256 bits', () => {
  const token = freshToken(randomBytes)
  expect(token).toMatch(TOKEN)
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(freshToken(randomBytes)).not.toBe(token)
})

it('keeps a hash that is not the token', () => {
  expect(hashOf('abc').toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

it('makes ten different recovery codes that are recognised however they are typed', () => {
  const codes = freshRecoveryCodes(randomBytes)
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) {
    expect(recoveryForm(code)).toBe(code.replaceAll('-', ''))
    expect(recoveryForm(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(recoveryForm(code))
  }
  expect(recoveryForm('123456')).toBeNull()
})
