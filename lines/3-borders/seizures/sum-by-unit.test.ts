import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ITEM_KINDS } from './contract/item.ts'
import { decimalSum } from './decimal-sum.ts'
import { sumByUnit } from './sum-by-unit.ts'

const RUNS = process.env['BASINET_FULL'] === '1' ? 20_000 : 500
const seed = Number(process.env['BASINET_SEED'] ?? process.pid)
const settings = { numRuns: RUNS, seed }

/** Amounts as officers write them: a few decimals, from grains to tonnes. */
const amount = fc
  .record({ units: fc.integer({ min: 0, max: 10_000_000 }), places: fc.integer({ min: 0, max: 4 }) })
  .map(({ units, places }) => Number(`${units}e-${places}`))

const item = fc.record({
  kind: fc.constantFrom(...ITEM_KINDS),
  substance: fc.constantFrom(null, 'cocaine', 'cannabis'),
  quantity: fc.option(
    fc.record({ value: amount, unit: fc.constantFrom('kg', 'lb', 'g', 'XCD', 'USD', 'piece') }),
  ),
})

test.each([
  [[0.1, 0.2], 0.3],
  [[1e-7, 2e-7], 3e-7],
  [[0.1, 0.7, 1e21], 1e21],
  [[2.5, 0.5], 3],
  [[], 0],
])('%j make %d', (values, sum) => {
  expect(decimalSum(values)).toBe(sum)
})

test('no amount is a bug', () => {
  expect(() => decimalSum([Number.NaN])).toThrow('BUG')
})

describe(`totals (seed ${seed})`, () => {
  test('add like to like only: each total is the sum of its own items, and every item is in one', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), (items) => {
        const totals = sumByUnit(items)
        for (const total of totals) {
          const own = items.filter(
            (i) =>
              i.kind === total.kind &&
              i.substance === total.substance &&
              (i.quantity?.unit ?? null) === total.unit,
          )
          expect(total.items).toBe(own.length)
          expect(total.value).toBe(
            total.unit === null ? null : decimalSum(own.map((i) => i.quantity?.value ?? 0)),
          )
        }
        expect(totals.reduce((sum, total) => sum + total.items, 0)).toBe(items.length)
      }),
      settings,
    )
  })

  test('do not depend on the order, and a further item changes one total only', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 20 }), item, (items, further) => {
        expect(sumByUnit(items.toReversed())).toEqual(sumByUnit(items))
        const before = sumByUnit(items)
        const changed = sumByUnit([...items, further]).filter(
          (total) => !before.some((t) => JSON.stringify(t) === JSON.stringify(total)),
        )
        expect(changed).toHaveLength(1)
        expect(changed[0]).toMatchObject({ kind: further.kind, unit: further.quantity?.unit ?? null })
      }),
      settings,
    )
  })
})

test('kilograms and pounds stay apart, and what was not weighed is counted and not guessed', () => {
  const cocaine = { kind: 'drug', substance: 'cocaine' } as const
  expect(
    sumByUnit([
      { ...cocaine, quantity: { value: 1.1, unit: 'kg' } },
      { ...cocaine, quantity: { value: 2.2, unit: 'kg' } },
      { ...cocaine, quantity: { value: 5, unit: 'lb' } },
      { ...cocaine, quantity: null },
    ]),
  ).toEqual([
    { ...cocaine, unit: 'kg', value: 3.3, items: 2 },
    { ...cocaine, unit: 'lb', value: 5, items: 1 },
    { ...cocaine, unit: null, value: null, items: 1 },
  ])
})
