import type { BBox } from '@basinet/geodesy'

/** Which of some boxes may hold a point: cells of a tenth of a degree, each with the numbers of the boxes that touch it. */
export interface AreaIndex {
  /** Numbers of boxes near a point; shared arrays, not to be changed. */
  near(lon: number, lat: number): readonly number[]
  /** Numbers of boxes near any point of a short segment, without repeats. */
  along(lon1: number, lat1: number, lon2: number, lat2: number): readonly number[]
}

const CELL_DEG = 0.1
const COLUMNS = 3600
/** A box over more cells than this is looked at for every report instead: some 10 degrees square. */
const BOX_CELLS_MAX = 10_000
/** A segment over more cells than this is looked at with every box. */
const SEGMENT_CELLS_MAX = 64

export function createAreaIndex(boxes: readonly BBox[]): AreaIndex {
  const cells = new Map<number, number[]>()
  const everywhere: number[] = []
  for (const [n, box] of boxes.entries()) {
    const [r1, r2] = [row(box.south), row(box.north)]
    const [c1, c2] = [Math.floor((box.west + 180) / CELL_DEG), Math.floor((box.east + 180) / CELL_DEG)]
    if ((r2 - r1 + 1) * (c2 - c1 + 1) > BOX_CELLS_MAX) everywhere.push(n)
    else {
      for (let r = r1; r <= r2; r++) {
        for (let c = c1; c <= c2; c++) add(cells, r * COLUMNS + wrapColumn(c), n)
      }
    }
  }
  if (everywhere.length > 0) for (const list of cells.values()) list.push(...everywhere)
  const all = boxes.map((_, n) => n)
  const at = (cell: number): readonly number[] => cells.get(cell) ?? everywhere

  return {
    near: (lon, lat) => at(row(lat) * COLUMNS + column(lon)),
    along(lon1, lat1, lon2, lat2) {
      if (Math.abs(lon2 - lon1) > 180) return all
      const [c1, c2] = order(column(lon1), column(lon2))
      const [r1, r2] = order(row(lat1), row(lat2))
      if ((c2 - c1 + 1) * (r2 - r1 + 1) > SEGMENT_CELLS_MAX) return all
      if (c1 === c2 && r1 === r2) return at(r1 * COLUMNS + c1)
      const found = new Set<number>()
      for (let r = r1; r <= r2; r++)
        for (let c = c1; c <= c2; c++) for (const n of at(r * COLUMNS + c)) found.add(n)
      return [...found]
    },
  }
}

function add(cells: Map<number, number[]>, cell: number, n: number): void {
  const list = cells.get(cell)
  if (list === undefined) cells.set(cell, [n])
  else list.push(n)
}

const row = (lat: number): number => Math.floor((lat + 90) / CELL_DEG)
const column = (lon: number): number => wrapColumn(Math.floor((lon + 180) / CELL_DEG))
const wrapColumn = (c: number): number => ((c % COLUMNS) + COLUMNS) % COLUMNS
const order = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a])
