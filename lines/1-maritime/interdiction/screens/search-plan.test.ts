import { expect, it } from 'vitest'
import { planSearch, type SearchAsked } from './search-plan.ts'

const asked: SearchAsked = {
  kind: 'expanding-square',
  datum: '13°54.0′N 061°03.0′W',
  headingDeg: 90,
  spacingNm: 1,
  legs: 8,
  radiusNm: 3,
  lengthNm: 10,
  widthNm: 4,
  speedKn: 20,
  sweepNm: 1,
  poaPercent: 50,
  law: 'random',
}
const plan = (change: Partial<SearchAsked>) => planSearch({ ...asked, ...change })

it('plans legs, time and probabilities of each pattern', () => {
  const square = plan({})
  if (!square.ok) throw new Error(square.message)
  // 1 1 2 2 3 3 4 4 miles at 20 knots: an hour; coverage 1, random: 1 - 1/e.
  expect(square.value.seconds).toBeCloseTo(3600, 3)
  expect(square.value.pod).toBeCloseTo(0.632, 3)
  expect(square.value.pos).toBeCloseTo(0.316, 3)
  expect(square.value.after).toBeCloseTo((0.5 * (1 - 0.6321)) / (1 - 0.316), 3)
  const sector = plan({ kind: 'sector' })
  expect(sector.ok && sector.value.pattern.lengthM).toBeCloseTo(27 * 1852, 3)
  const parallel = plan({ kind: 'parallel-track' })
  expect(parallel.ok && parallel.value.pattern.points).toHaveLength(8)
  expect(plan({ kind: 'creeping-line' }).ok).toBe(true)
})

it('says what is missing and what cannot be read', () => {
  expect(plan({ sweepNm: null })).toMatchObject({ why: 'missing' })
  expect(plan({ radiusNm: null })).toMatchObject({ ok: true })
  expect(plan({ kind: 'sector', radiusNm: null })).toMatchObject({ why: 'missing' })
  expect(plan({ datum: 'nowhere' })).toMatchObject({ why: 'position' })
  expect(plan({ legs: 501 })).toMatchObject({ why: 'pattern', message: expect.stringContaining('500') })
})
