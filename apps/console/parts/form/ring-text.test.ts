import { expect, it } from 'vitest'
import { readRing, writeRing } from './ring-text.ts'

const ring = [
  [
    [-61, 14],
    [-60.5, 14],
    [-60.5, 13.5],
    [-61, 14],
  ],
] as const

it('what is written is read back, the closing corner added', () => {
  const text = writeRing(ring)
  expect(text.split('\n')).toHaveLength(3)
  expect(readRing(text)).toEqual({ ring, badLine: null })
})

it('names the first line that is no position', () => {
  expect(readRing("14°00'N 061°00'W\n\nnowhere")).toEqual({ ring: null, badLine: 3 })
})

it('two corners are no area yet, and no mistake', () => {
  expect(readRing('14N 61W\n13N 61W')).toEqual({ ring: null, badLine: null })
})
