import { expect, test } from 'vitest'

import { createReceptionMap } from './reception-map.ts'

test('learns the share of reports that arrive, cell by cell, and guesses only beside what it knows', () => {
  const map = createReceptionMap()
  for (let n = 0; n < 500; n++) {
    map.observe(-61.05, 14.05, 0)
    map.observe(-61.45, 14.05, 2)
    map.observe(-61.75, 14.05, n % 2 === 0 ? 0 : 1)
  }
  expect(map.share(-61.05, 14.05)).toBeCloseTo(1, 3)
  expect(map.share(-61.45, 14.05)).toBeCloseTo(1 / 3, 6)
  expect(map.share(-61.75, 14.05)).toBeCloseTo(0.75, 1)
  expect(map.share(-61.15, 14.05)).toBeCloseTo(0.7, 3)
  expect(map.share(-62.5, 14.05)).toBe(0)
  expect(map.cells).toBe(3)
})

test('one long silence does not undo what a place is known for', () => {
  const map = createReceptionMap()
  for (let n = 0; n < 200; n++) map.observe(-61.05, 14.05, 0)
  map.observe(-61.05, 14.05, 400)
  expect(map.share(-61.05, 14.05)).toBeGreaterThan(0.95)
})
