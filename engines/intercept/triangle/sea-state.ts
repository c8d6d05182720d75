/** Speed a craft makes at or below a sea state (WMO code table 3700, 0-9), as its owner knows it. */
export interface SpeedInSea {
  readonly seaState: number
  readonly speedKn: number
}

/**
 * Speed of a craft in a sea: that of the mildest row which is not milder than the sea. No table is assumed: a boat without
 * rows has one speed for every sea it is said to bear. Null: the sea is beyond the last row.
 */
export function speedInSea(rows: readonly SpeedInSea[], seaState: number): number | null {
  const fits = rows.filter((row) => row.seaState >= seaState).toSorted((a, b) => a.seaState - b.seaState)
  return fits[0]?.speedKn ?? null
}
