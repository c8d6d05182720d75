import { expect, it } from 'vitest'
import { byteRange } from './byte-range.ts'

it('reads ranges as RFC 9110 section 14.1.2 has them', () => {
  expect(byteRange(undefined, 1000)).toEqual({ start: 0, length: 1000, partial: false })
  expect(byteRange('bytes=0-499', 1000)).toEqual({ start: 0, length: 500, partial: true })
  expect(byteRange('bytes=500-', 1000)).toEqual({ start: 500, length: 500, partial: true })
  expect(byteRange('bytes=-200', 1000)).toEqual({ start: 800, length: 200, partial: true })
  expect(byteRange('bytes=900-4000', 1000)).toEqual({ start: 900, length: 100, partial: true })
})

it('refuses what lies outside, and answers what it cannot read with the whole', () => {
  expect(byteRange('bytes=1000-', 1000)).toBeNull()
  expect(byteRange('bytes=5-4', 1000)).toBeNull()
  expect(byteRange('bytes=-0', 1000)).toBeNull()
  expect(byteRange('bytes=0-1,4-5', 1000)).toEqual({ start: 0, length: 1000, partial: false })
  expect(byteRange('lines=1-2', 1000)).toEqual({ start: 0, length: 1000, partial: false })
})
