/**
 * How well reports arrive at a place: for each cell the share of due reports that came, learned from all vessels that
 * passed. It is what lets a silence mean something: beyond the radio horizon nobody is heard and nobody is missed.
 */
export interface ReceptionMap {
  /** Takes in that of one vessel's reports, `missed` due ones did not come before the one at this place. */
  observe(lon: number, lat: number, missed: number): void
  /** Share of due reports that arrive here, 0-1; taken from the cells around where nobody passed yet, 0 where none is known. */
  share(lon: number, lat: number): number
  readonly cells: number
}

/** About 11 km: coarse enough to fill, fine enough to follow a headland's radio shadow. */
const CELL_DEG = 0.1
const COLUMNS = 3600
/** The world has 6.5 million cells of this size; a region needs some 80,000. */
const CELLS_MAX = 200_000
/** Weight of a new report: the map follows within some hundred reports and forgets single gaps. */
const WEIGHT = 0.02
/** What a cell starts from: one report that came says little, and a place where little is known is no place to miss anybody. */
const FIRST = 0.5
/** A long gap is the silence that is looked for, not a measure of reception: it counts as this many missed. */
const MISSED_MAX = 5

export function createReceptionMap(): ReceptionMap {
  const shares = new Map<number, number>()
  const counts = new Map<number, number>()
  const key = (lon: number, lat: number): number =>
    Math.floor((lat + 90) / CELL_DEG) * COLUMNS + Math.floor((lon + 180) / CELL_DEG)
  return {
    observe(lon, lat, missed) {
      const k = key(lon, lat)
      const known = shares.get(k)
      const sample = 1 / (1 + Math.min(MISSED_MAX, missed))
      if (known === undefined && shares.size >= CELLS_MAX) return
      const count = (counts.get(k) ?? 0) + 1
      if (count <= 1 / WEIGHT) counts.set(k, count)
      // The mean of the first ones: with the weight alone the very first report would stand for the cell for a long time.
      shares.set(k, (known ?? FIRST) + Math.max(WEIGHT, 1 / (count + 1)) * (sample - (known ?? FIRST)))
    },
    share(lon, lat) {
      const k = key(lon, lat)
      return shares.get(k) ?? around(shares, k)
    },
    get cells() {
      return shares.size
    },
  }
}

/** Untravelled water between heard cells is heard a little less surely than they are. */
const GUESS_FACTOR = 0.7

function around(shares: ReadonlyMap<number, number>, cell: number): number {
  let sum = 0
  let count = 0
  for (let row = -1; row <= 1; row++) {
    for (let column = -1; column <= 1; column++) {
      const share = shares.get(cell + row * COLUMNS + column)
      if (share === undefined) continue
      sum += share
      count++
    }
  }
  return count === 0 ? 0 : (GUESS_FACTOR * sum) / count
}
