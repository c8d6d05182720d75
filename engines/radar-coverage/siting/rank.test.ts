import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rankGreedy, selectExact, type Candidate } from './rank.ts'

const CELLS = 12
const bits = fc
  .array(fc.constantFrom(0, 1), { minLength: CELLS, maxLength: CELLS })
  .map((all) => Uint8Array.from(all))
const candidates = fc
  .array(fc.record({ cost: fc.integer({ min: 1, max: 9 }), covered: bits }), { maxLength: 6 })
  .map((all) => all.map((one, n): Candidate => ({ ...one, id: `s${n}` })))

function closedBy(chosen: readonly Candidate[], seen: Uint8Array): number {
  return seen.reduce(
    (sum, old, n) => sum + (old === 0 && chosen.some(({ covered }) => covered[n] === 1) ? 1 : 0),
    0,
  )
}

it('selects exactly what trying every subset selects', () => {
  fc.assert(
    fc.property(candidates, bits, fc.integer({ min: 0, max: 25 }), (all, seen, budget) => {
      let most = 0
      let cheapest = 0
      for (let mask = 0; mask < 1 << all.length; mask++) {
        const chosen = all.filter((_, n) => (mask >> n) & 1)
        const cost = chosen.reduce((sum, one) => sum + one.cost, 0)
        const closed = closedBy(chosen, seen)
        if (cost > budget || closed < most || (closed === most && cost >= cheapest)) continue
        most = closed
        cheapest = cost
      }
      const found = selectExact(all, seen, budget)
      expect(found).toMatchObject({ closed: most, cost: cheapest })
    }),
    { numRuns: 500 },
  )
})

it('ranks by gap closed per cost, and closes in the end all that can be closed', () => {
  fc.assert(
    fc.property(candidates, bits, (all, seen) => {
      const ranked = rankGreedy(all, seen)
      const first = Math.max(0, ...all.map((one) => closedBy([one], seen) / one.cost))
      expect(ranked[0]?.gainedPerCost ?? 0).toBeCloseTo(first, 9)
      expect(ranked.reduce((sum, { gained }) => sum + gained, 0)).toBe(closedBy(all, seen))
    }),
  )
})

it('leaves more candidates than it can search to the greedy ranking', () => {
  const many = Array.from({ length: 25 }, (_, n) => ({ id: `s${n}`, cost: 1, covered: Uint8Array.of(1) }))
  expect(selectExact(many, Uint8Array.of(0), 3)).toBeNull()
})
