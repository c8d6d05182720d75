import fc from 'fast-check'
import { expect, it } from 'vitest'
import { unstorable } from './storable.ts'

it('names the place of text that no database can keep', () => {
  expect(unstorable({ a: ['fine', { b: 'x\u0000' }] })).toEqual({
    path: 'a.1.b',
    why: expect.stringContaining('U+0000'),
  })
  expect(unstorable(['\ud800'])).toMatchObject({ path: '0', why: expect.stringContaining('surrogate') })
  expect(unstorable({ 'a\u0000': 1 })).toMatchObject({ path: '' })
  expect(unstorable('😀 é ÿ \u0001 \uffff')).toBeNull()
})

it('ends at a bounded depth', () => {
  let deep: unknown = 'x'
  for (let i = 0; i < 100_000; i++) deep = [deep]
  expect(unstorable(deep)).toMatchObject({ why: 'must not nest deeper than 64' })
})

it('lets through exactly what survives UTF-8 without U+0000', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '\u0000', '\ud800'), (text, more) => {
      const value = text + more
      const kept = Buffer.from(value, 'utf8').toString('utf8') === value && !value.includes('\u0000')
      expect(unstorable({ value }) === null).toBe(kept)
    }),
  )
})
