/** A count of persons by what it is split by. */
export interface CountedCell {
  readonly by: Readonly<Record<string, string>>
  readonly value: number
}

export interface PublishedCell {
  readonly by: Readonly<Record<string, string>>
  /** Null: too few to be told. */
  readonly value: number | null
}

/**
 * Cells as the public may see them: a count under `least` is withheld, and where one alone is withheld the next smallest goes
 * with it, so that the total does not give it back. Null: so little remains that no cell is told. `least` is the nation's to set.
 */
export function publishable(cells: readonly CountedCell[], least: number): PublishedCell[] | null {
  if (!Number.isInteger(least) || least < 1) throw new RangeError('the least count is a whole number from 1')
  // A true zero is of nobody; it is told, and never taken to cover another.
  const withheld = new Set(cells.filter((c) => c.value > 0 && c.value < least))
  if (withheld.size === 1) {
    const next = cells.filter((c) => c.value >= least).toSorted((a, b) => a.value - b.value)[0]
    if (next === undefined) return null
    withheld.add(next)
  }
  return cells.map((c) => ({ by: c.by, value: withheld.has(c) ? null : c.value }))
}
