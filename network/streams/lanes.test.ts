import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LANES, type Lane } from '../wire/index.ts'
import { AGEING_MS, creditOf, pickLane } from './lanes.ts'

it('takes the most urgent lane, and lets a lane that waits rise, never above lane 0', () => {
  const waiting = (lane: Lane, ms: number) => ({ lane, since: 1_000_000 - ms })
  const pick = (...demands: ReturnType<typeof waiting>[]) => pickLane(demands, 1_000_000)
  expect(pick()).toBeNull()
  expect(pick(waiting(3, 0), waiting(1, 0))).toBe(1)
  expect(pick(waiting(3, 3 * AGEING_MS), waiting(1, 0))).toBe(3)
  expect(pick(waiting(3, 100 * AGEING_MS), waiting(0, 0))).toBe(0)
  expect(pick(waiting(2, AGEING_MS - 1), waiting(1, 0))).toBe(1)
})

it('starves no lane: each is served within its steps of waiting plus those before it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<Lane>(1, 2, 3), { minLength: 1, maxLength: 60 }), (arrivals) => {
      const queue = arrivals.map((lane, i) => ({ lane, since: i }))
      let now = arrivals.length
      let served = 0
      while (queue.length > 0) {
        const lane = pickLane(
          LANES.flatMap((l) => queue.find((q) => q.lane === l) ?? []),
          now,
        )
        const [gone] = queue.splice(
          queue.findIndex((q) => q.lane === lane),
          1,
        )
        expect(now - (gone?.since ?? 0)).toBeLessThanOrEqual(3 * AGEING_MS + arrivals.length * AGEING_MS)
        now += AGEING_MS
        served++
      }
      expect(served).toBe(arrivals.length)
    }),
    { numRuns: 200 },
  )
})

it('grants bulk nothing without room and recalls always', () => {
  for (const room of ['free', 'scarce', 'full'] as const) expect(creditOf(0, room)).toBeGreaterThan(1000)
  expect([creditOf(3, 'scarce'), creditOf(3, 'full'), creditOf(2, 'full')]).toEqual([0, 0, 0])
  expect(creditOf(2, 'scarce')).toBeGreaterThan(0)
  expect(creditOf(1, 'full')).toBeGreaterThan(0)
})
