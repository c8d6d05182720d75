import { expect, it } from 'vitest'
import { siap } from './siap.ts'

it('has the attributes worked by hand', () => {
  const truth = (id: string, x: number) => ({ id, x, y: 0 })
  const times = [
    { t: 0, truths: [truth('a', 0), truth('b', 5000)], tracks: [truth('1', 10)] },
    { t: 1800, truths: [truth('a', 0), truth('b', 5000)], tracks: [truth('1', 10), truth('2', 30)] },
    { t: 3600, truths: [truth('a', 0), truth('b', 5000)], tracks: [truth('2', 10), truth('3', 9000)] },
  ]
  const found = siap(times, 500)
  expect(found.completeness).toBeCloseTo(3 / 6, 9)
  expect(found.ambiguity).toBeCloseTo(4 / 3, 9)
  expect(found.spuriousness).toBeCloseTo(1 / 5, 9)
  expect(found.positionM).toBeCloseTo(15, 9)
  expect(found.changesPerHour).toBeCloseTo(1, 9)
  expect(found.longestShare).toBeCloseTo(2 / 3 / 2, 9)
  expect(siap([], 500).completeness).toBe(0)
})
