/** What a minutia is; `other` where nobody could tell (ISO/IEC 19794-2:2005, 6.2). */
export const KIND = { other: 0, ending: 1, bifurcation: 2 } as const

/** Side of a cell of the ridge map, pixels at 500 ppi. */
export const MAP_CELL_PX = 24
/** Ridge directions are told in steps of 180 / 60 = 3 degrees. */
export const MAP_STEPS = 60
export const MAP_BACKGROUND = 63

/**
 * Ridge direction on a grid over the print. A code is the angle along the ridges in steps of 3 degrees from x right
 * towards y down; MAP_BACKGROUND where there is no print.
 */
export interface RidgeMap {
  readonly cols: number
  readonly rows: number
  readonly codes: Uint8Array
}

/**
 * A print reduced to what is compared. Pixels at 500 ppi from the top left, y down; angles in radians from x right towards y
 * down, pointing to the side with one ridge more (along the ridge of an ending, into the fork of a bifurcation).
 */
export interface Template {
  readonly width: number
  readonly height: number
  readonly x: Float32Array
  readonly y: Float32Array
  readonly angle: Float32Array
  readonly kind: Uint8Array
  /** 1 to 100; 0 where nobody said. */
  readonly quality: Uint8Array
  /** Null where the template came from a format that has none. */
  readonly map: RidgeMap | null
}

/** Code of the ridge map at a pixel; background outside it. */
export function mapCodeAt(map: RidgeMap, x: number, y: number): number {
  const [c, r] = [Math.floor(x / MAP_CELL_PX), Math.floor(y / MAP_CELL_PX)]
  return c < 0 || r < 0 || c >= map.cols || r >= map.rows ? MAP_BACKGROUND : map.codes[r * map.cols + c]!
}
