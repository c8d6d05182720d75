import type { Item } from './contract/item.ts'

export interface Balance<T extends Item> {
  readonly owes: readonly T[]
  readonly owed: readonly T[]
  readonly overdue: number
}

/** What a party owes and is owed, open things first and by day; a decision binds whom it names. */
export function balanceOf<T extends Item>(items: readonly T[], party: string, today: string): Balance<T> {
  const standing = items.filter((item) => item.state !== 'withdrawn').toSorted(inOrder)
  const owes = standing.filter((item) => item.owes === party)
  return {
    owes,
    owed: standing.filter((item) => item.owedTo === party && item.owes !== party),
    overdue: owes.filter((item) => isOverdue(item, today)).length,
  }
}

export const isOverdue = (item: Item, today: string): boolean =>
  item.state === 'open' && item.due !== null && item.due < today

function inOrder(a: Item, b: Item): number {
  const rank = Number(a.state !== 'open') - Number(b.state !== 'open')
  return rank || (a.due ?? '9999').localeCompare(b.due ?? '9999')
}
