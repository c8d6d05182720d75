/**
 * How well reports arrive at a place: for each cell the share of due reports that came, learned from all vessels that
 * passed. It is what lets a silence mean something: beyond the radio horizon nobody is heard and nobody is missed.
 */
export interface ReceptionMap {
  /** Takes in that of one vessel's reports, `missed` due ones did not come before the one at this place. */
  observe(lon: number, lat: number, missed: number): void
  /** Share of due reports that arrive here, 0-1; 0 where nothing was ever heard. */
  share(lon: number, lat: number): number
  readonly cells: number
}

/** About 11 km: coarse enough to fill, fine enough to follow a headland's radio shadow. */
const CELL_DEG = 0.1
/** The world has 6.5 million cells of this size; a region needs some 80,000. */
const CELLS_MAX = 200_000
/** Weight of a new report: the map follows within some hundred reports and forgets single gaps. */
const WEIGHT = 0.02
/** A long gap is the silence that is looked for, not a measure of reception: it counts as this many missed. */
const MISSED_MAX = 5

export function createReceptionMap(): ReceptionMap {
  const shares = new Map<number, number>()
  const key = (lon: number, lat: number): number =>
    Math.floor((lat + 90) / CELL_DEG) * 3600 + Math.floor((lon + 180) / CELL_DEG)
  return {
    observe(lon, lat, missed) {
      const k = key(lon, lat)
      const known = shares.get(k)
      const sample = 1 / (1 + Math.min(MISSED_MAX, missed))
      if (known !== undefined) shares.set(k, known + WEIGHT * (sample - known))
      else if (shares.size < CELLS_MAX) shares.set(k, sample)
    },
    share: (lon, lat) => shares.get(key(lon, lat)) ?? 0,
    get cells() {
      return shares.size
    },
  }
}
