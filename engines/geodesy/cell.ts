import { normalizeLonDeg } from './position.ts'

/**
 * Z-order cells for indexing: the world cut into 2^level by 2^level cells of equal degrees, longitude and latitude
 * bits interleaved (Morton 1966), longitude in the lower bit. A parent's id is the child's id shifted right by two, so all
 * cells below one cell are one range. Level 31 (about 2 cm east-west at
 * the equator) fits a signed 64-bit integer.
 */
export const CELL_LEVEL_MAX = 31

/** Width and height of a cell in degrees. */
export function cellSizeDeg(level: number): { readonly lonDeg: number; readonly latDeg: number } {
  return { lonDeg: 360 / 2 ** level, latDeg: 180 / 2 ** level }
}

/** Column (from 180 W) and row (from 90 S) of a position; the east and north borders belong to the last cell. */
export function cellColumn(lonDeg: number, level: number): number {
  const side = 2 ** level
  return Math.min(side - 1, Math.floor(((normalizeLonDeg(lonDeg) + 180) / 360) * side))
}

export function cellRow(latDeg: number, level: number): number {
  const side = 2 ** level
  return Math.max(0, Math.min(side - 1, Math.floor(((latDeg + 90) / 180) * side)))
}

/** Cell id of a position: 2 x level bits. Throws on a level outside 0..31, which is a caller's bug. */
export function cellOf(lonDeg: number, latDeg: number, level: number): bigint {
  if (!Number.isInteger(level) || level < 0 || level > CELL_LEVEL_MAX) {
    throw new Error(`BUG: cell level ${level}, expected a whole number 0..${CELL_LEVEL_MAX}`)
  }
  return interleave(cellColumn(lonDeg, level), cellRow(latDeg, level))
}

/** Interleaves two numbers below 2^31, `column` in the even bits. */
export function interleave(column: number, row: number): bigint {
  const low = (spread16(column & 0xffff) | (spread16(row & 0xffff) << 1)) >>> 0
  const high = (spread16(column >>> 16) | (spread16(row >>> 16) << 1)) >>> 0
  return (BigInt(high) << 32n) | BigInt(low)
}

/** South-west corner and size of a cell. */
export function cellBounds(
  cell: bigint,
  level: number,
): { west: number; south: number; east: number; north: number } {
  let column = 0
  let row = 0
  for (let bit = 0; bit < level; bit++) {
    column += Number((cell >> BigInt(2 * bit)) & 1n) * 2 ** bit
    row += Number((cell >> BigInt(2 * bit + 1)) & 1n) * 2 ** bit
  }
  const { lonDeg, latDeg } = cellSizeDeg(level)
  const west = column * lonDeg - 180
  const south = row * latDeg - 90
  return { west, south, east: west + lonDeg, north: south + latDeg }
}

/** Puts a zero before each of 16 bits. */
function spread16(bits: number): number {
  let x = bits
  x = (x | (x << 8)) & 0x00ff00ff
  x = (x | (x << 4)) & 0x0f0f0f0f
  x = (x | (x << 2)) & 0x33333333
  return (x | (x << 1)) & 0x55555555
}
