/** Elevations of an area, in degrees WGS 84 and metres above the sea. */
export interface Elevation {
  /** Bilinear between posts; null outside, and where a post it needs is void. */
  at(lat: number, lon: number): number | null
}

export type ReadElevation =
  | { readonly ok: true; readonly value: Elevation }
  | { readonly ok: false; readonly code: 'terrain.format' | 'terrain.unsupported'; readonly message: string }

/** A grid of posts, north row first; the first post lies at `north`, `west`. */
export interface Posts {
  readonly rows: number
  readonly columns: number
  readonly north: number
  readonly west: number
  readonly latStep: number
  readonly lonStep: number
  /** Elevation of a post; null where void. */
  readonly post: (row: number, column: number) => number | null
}

export function gridElevation({ rows, columns, north, west, latStep, lonStep, post }: Posts): Elevation {
  return {
    at(lat, lon) {
      const y = (north - lat) / latStep
      const x = (lon - west) / lonStep
      if (!(y >= 0 && x >= 0 && y <= rows - 1 && x <= columns - 1)) return null
      const row = Math.min(Math.floor(y), rows - 2)
      const column = Math.min(Math.floor(x), columns - 2)
      const nw = post(row, column)
      const ne = post(row, column + 1)
      const sw = post(row + 1, column)
      const se = post(row + 1, column + 1)
      if (nw === null || ne === null || sw === null || se === null) return null
      const [u, v] = [x - column, y - row]
      return (nw * (1 - u) + ne * u) * (1 - v) + (sw * (1 - u) + se * u) * v
    },
  }
}
