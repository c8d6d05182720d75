import type { IndicatorBody } from './contract/indicator.ts'
import type { Published } from './contract/published.ts'
import type { ResultValue } from './contract/value.ts'
import { byOf } from './measure-rules.ts'
import { publishable } from './small-cells.ts'

type PublicParts = Pick<Published, 'numerator' | 'denominator' | 'cells'>

/**
 * A value as the public may have it. A small total is withheld with all its cells, since they would give it back; of a share both
 * its parts are held to the rule, so that neither tells the other.
 */
export function publicParts(
  value: Pick<ResultValue, 'numerator' | 'denominator' | 'cells'>,
  { leastCount }: Pick<IndicatorBody, 'leastCount'>,
): PublicParts {
  const small = (n: number | null): boolean => n !== null && n > 0 && n < leastCount
  if (small(value.numerator) || small(value.denominator))
    return { numerator: null, denominator: null, cells: [] }
  const told = (['numerator', 'denominator'] as const).map((part) =>
    value.denominator === null && part === 'denominator'
      ? []
      : publishable(
          value.cells.map((cell) => ({ by: byOf(cell), value: cell[part] ?? 0 })),
          leastCount,
        ),
  )
  const whole = { numerator: value.numerator, denominator: value.denominator }
  // So little remains that no cell is told.
  if (told.includes(null)) return { ...whole, cells: [] }
  const cells = value.cells.map((cell, n) => {
    const withheld = told.some((part) => part?.[n]?.value === null)
    return withheld ? { ...cell, numerator: null, denominator: null } : cell
  })
  return { ...whole, cells }
}
