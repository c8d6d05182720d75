import type { ItemFacts, ItemKind } from './contract/item.ts'
import { decimalSum } from './decimal-sum.ts'

/** What was seized of one thing in one unit. Kilograms and pounds of the same drug are two totals. */
export interface Total {
  readonly kind: ItemKind
  readonly substance: string | null
  /** Null: items whose amount was not reported. They are counted and not guessed. */
  readonly unit: string | null
  readonly value: number | null
  readonly items: number
}

type Counted = Pick<ItemFacts, 'kind' | 'substance' | 'quantity'>

/** Adds like to like only: same kind, same substance, same unit. Nothing is converted. */
export function sumByUnit(items: readonly Counted[]): Total[] {
  const groups = Map.groupBy(items, (item) =>
    JSON.stringify([item.kind, item.substance, item.quantity?.unit ?? null]),
  )
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => {
      const [first] = group
      if (first === undefined) throw new Error('BUG: an empty group')
      const amounts = group.flatMap((item) => item.quantity?.value ?? [])
      return {
        kind: first.kind,
        substance: first.substance,
        unit: first.quantity?.unit ?? null,
        value: first.quantity === null ? null : decimalSum(amounts),
        items: group.length,
      }
    })
}
