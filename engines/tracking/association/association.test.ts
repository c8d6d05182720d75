import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { marginals, type Pair } from './belief.ts'
import { assign } from './jonker-volgenant.ts'

function* permutations(columns: readonly number[], length: number): Generator<number[]> {
  if (length === 0) yield []
  for (const column of length === 0 ? [] : columns)
    for (const rest of permutations(
      columns.filter((c) => c !== column),
      length - 1,
    ))
      yield [column, ...rest]
}

describe('Jonker-Volgenant', () => {
  it('finds the cheapest of all assignments', () => {
    const table = fc.integer({ min: 1, max: 4 }).chain((rows) =>
      fc.integer({ min: rows, max: 5 }).chain((columns) =>
        fc.record({
          rows: fc.constant(rows),
          columns: fc.constant(columns),
          costs: fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(Infinity)), {
            minLength: rows * columns,
            maxLength: rows * columns,
          }),
        }),
      ),
    )
    fc.assert(
      fc.property(table, ({ rows, columns, costs }) => {
        const sum = (chosen: ArrayLike<number>): number =>
          Array.from(chosen).reduce((total, column, row) => total + costs[row * columns + column]!, 0)
        const all = [...permutations([...Array(columns).keys()], rows)].map(sum)
        const found = assign(Float64Array.from(costs), rows, columns)
        const least = Math.min(...all)
        const taken = found === null ? rows : new Set(found).size
        expect(found === null ? Infinity : sum(found)).toBeCloseTo(least, 9)
        expect(taken).toBe(rows)
      }),
      { numRuns: 500 },
    )
  })
})

/** Every joint event, summed. */
function exact(weights: readonly (readonly number[])[]): number[][] {
  const tracks = weights.length
  const plots = weights[0]!.length
  const sums = weights.map((row) => row.map(() => 0))
  let total = 0
  const visit = (track: number, chosen: number[], product: number): void => {
    if (track === tracks) {
      total += product
      chosen.forEach((plot, t) => plot >= 0 && (sums[t]![plot]! += product))
      return
    }
    visit(track + 1, [...chosen, -1], product)
    for (let plot = 0; plot < plots; plot++)
      if (!chosen.includes(plot)) visit(track + 1, [...chosen, plot], product * weights[track]![plot]!)
  }
  visit(0, [], 1)
  return sums.map((row) => row.map((sum) => sum / total))
}

const pairsOf = (weights: readonly (readonly number[])[]): Pair[] =>
  weights.flatMap((row, track) => row.map((weight, plot) => ({ track, plot, weight })))

describe('loopy belief propagation', () => {
  it('is exact where the pairs have no loop', () => {
    for (const weights of [[[3, 0.2, 7]], [[5], [2], [0.1]]]) {
      const got = marginals(pairsOf(weights), weights.length, weights[0]!.length)
      expect([...got]).toEqual(
        exact(weights)
          .flat()
          .map((p) => expect.closeTo(p, 5) as number),
      )
    }
  })

  it('is near the exact marginals with loops, and no track or plot is given out more than once', () => {
    const table = fc.array(
      fc.array(fc.double({ min: 0.01, max: 20, noNaN: true }), { minLength: 3, maxLength: 3 }),
      {
        minLength: 2,
        maxLength: 3,
      },
    )
    fc.assert(
      fc.property(table, (weights) => {
        const got = marginals(pairsOf(weights), weights.length, 3)
        exact(weights)
          .flat()
          .forEach((p, k) => expect(Math.abs(got[k]! - p)).toBeLessThan(0.2))
        for (let t = 0; t < weights.length; t++)
          expect(got.slice(t * 3, t * 3 + 3).reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })
})
