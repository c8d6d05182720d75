import { geodesicDistanceM, METRES_PER_SECOND_PER_KN } from '@basinet/geodesy'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createEventQueue } from './event-queue.ts'
import { emptyState, planOf, sail, stateAt, stay, timetable } from './plan.ts'
import { travelled, travelMs } from './profile.ts'
import { ROUTES } from './routes.ts'

const runs = { numRuns: process.env['BASINET_FULL'] === '1' ? 5000 : 200 }
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })

test('the queue gives times back in order, equal ones by id', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 200 }), (times) => {
      const queue = createEventQueue(200)
      times.forEach((t, id) => queue.push(t, id))
      const out: [number, number][] = []
      while (queue.size > 0) out.push([queue.firstMs(), queue.pop()])
      expect(out).toEqual(
        times.map((t, id): [number, number] => [t, id]).toSorted((a, b) => a[0] - b[0] || a[1] - b[1]),
      )
      expect(queue.firstMs()).toBe(Infinity)
    }),
    runs,
  )
})

test('a run begins and ends at rest, covers the way, never goes back and never exceeds its speed', () => {
  fc.assert(
    fc.property(number(50, 400_000), number(1, 45), number(0, 1), number(0, 1), (lengthM, speedKn, u, v) => {
      const total = travelMs(lengthM, speedKn)
      const at = (ms: number) => {
        const out = { distanceM: 0, speedKn: 0 }
        travelled(lengthM, speedKn, ms, out)
        return out
      }
      const [early, late] = [at(total * Math.min(u, v)), at(total * Math.max(u, v))]
      expect(late.distanceM).toBeGreaterThanOrEqual(early.distanceM - 1e-6)
      expect(Math.max(early.speedKn, late.speedKn)).toBeLessThanOrEqual(speedKn + 1e-9)
      expect(at(0)).toEqual({ distanceM: 0, speedKn: 0 })
      expect(at(total).distanceM).toBeCloseTo(lengthM, 6)
      expect(at(total).speedKn).toBeCloseTo(0, 6)
    }),
    runs,
  )
})

test('nothing jumps: from second to second a vessel moves no farther than its speed allows, and says so', () => {
  const names = Object.keys(ROUTES) as (keyof typeof ROUTES)[]
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      number(5, 30),
      fc.boolean(),
      number(-1, 1),
      number(0, 0.999),
      (name, speedKn, back, across, when) => {
        const plan = planOf([stay(ROUTES[name], back, 1), sail(ROUTES[name], speedKn, back)])
        const habit = { across, berthEast: 0.5, berthNorth: -0.5 }
        const a = emptyState()
        const b = emptyState()
        const t = plan.periodMs * when
        stateAt(plan, habit, 1, t, a)
        stateAt(plan, habit, 1, t + 1000, b)
        fc.pre(b.phase === a.phase)
        const moved = geodesicDistanceM(a, b)
        const said = ((a.speedKn + b.speedKn) / 2) * METRES_PER_SECOND_PER_KN
        // Corners are cut and the way spreads out, so ground and plan differ by up to a third.
        expect(moved).toBeLessThan(said * 1.35 + 0.3)
        expect(moved).toBeGreaterThan(said * 0.6 - 0.3)
      },
    ),
    runs,
  )
})

test('courses point along the way, there and back', () => {
  const plan = planOf([sail(ROUTES.channel, 12), sail(ROUTES.channel, 12, true)])
  const s = emptyState()
  stateAt(plan, { across: 0, berthEast: 0, berthNorth: 0 }, 1, plan.periodMs * 0.2, s)
  expect(s.courseDeg).toBeGreaterThan(260)
  expect(s.courseDeg).toBeLessThan(280)
  stateAt(plan, { across: 0, berthEast: 0, berthNorth: 0 }, 1, plan.periodMs * 0.8, s)
  expect(s.courseDeg).toBeGreaterThan(80)
  expect(s.courseDeg).toBeLessThan(100)
})

test('a timetable that does not fit its day is a bug said aloud', () => {
  expect(() => timetable(1, [sail(ROUTES.channel, 12), stay(ROUTES.channel, true, 1)])).toThrow('over-full')
})
