/**
 * Cheapest assignment of rows to columns, rows ≤ columns, by shortest augmenting paths (Jonker & Volgenant 1987, with the row-by-row
 * augmentation of Crouse 2016). `costs` is row-major; Infinity forbids a pair. Gives the column of each row, or null when
 * no assignment is allowed.
 */
export function assign(costs: Float64Array, rows: number, columns: number): Int32Array | null {
  if (rows > columns) throw new Error(`BUG: ${rows} rows need as many columns, found ${columns}`)
  const u = new Float64Array(rows)
  const v = new Float64Array(columns)
  const columnOf = new Int32Array(rows).fill(-1)
  const rowOf = new Int32Array(columns).fill(-1)
  const search = {
    shortest: new Float64Array(columns),
    before: new Int32Array(columns),
    doneRow: new Uint8Array(rows),
    doneColumn: new Uint8Array(columns),
  }
  for (let row = 0; row < rows; row++) {
    const sink = shortestPath(costs, columns, row, u, v, rowOf, search)
    if (sink < 0) return null
    raiseDuals(row, rows, columns, search, u, v, columnOf, sink)
    for (let column = sink; ;) {
      const at = search.before[column]!
      rowOf[column] = at
      const former = columnOf[at]!
      columnOf[at] = column
      if (at === row) break
      column = former
    }
  }
  return columnOf
}

interface Search {
  readonly shortest: Float64Array
  readonly before: Int32Array
  readonly doneRow: Uint8Array
  readonly doneColumn: Uint8Array
}

/** Dijkstra over reduced costs from a free row to the nearest free column; -1 when none is reached. */
function shortestPath(
  costs: Float64Array,
  columns: number,
  start: number,
  u: Float64Array,
  v: Float64Array,
  rowOf: Int32Array,
  { shortest, before, doneRow, doneColumn }: Search,
): number {
  shortest.fill(Infinity)
  doneRow.fill(0)
  doneColumn.fill(0)
  let row = start
  let least = 0
  for (let step = 0; step < columns; step++) {
    doneRow[row] = 1
    let nearest = -1
    let distance = Infinity
    for (let column = 0; column < columns; column++) {
      if (doneColumn[column] === 1) continue
      const reduced = least + costs[row * columns + column]! - u[row]! - v[column]!
      if (reduced < shortest[column]!) {
        shortest[column] = reduced
        before[column] = row
      }
      const free = rowOf[column] === -1
      if (shortest[column]! < distance || (shortest[column] === distance && free && nearest >= 0)) {
        distance = shortest[column]!
        nearest = column
      }
    }
    if (nearest < 0) return -1
    least = distance
    doneColumn[nearest] = 1
    if (rowOf[nearest] === -1) return nearest
    row = rowOf[nearest]!
  }
  return -1
}

function raiseDuals(
  start: number,
  rows: number,
  columns: number,
  { shortest, doneRow, doneColumn }: Search,
  u: Float64Array,
  v: Float64Array,
  columnOf: Int32Array,
  sink: number,
): void {
  const least = shortest[sink]!
  u[start] = u[start]! + least
  for (let row = 0; row < rows; row++) {
    if (row !== start && doneRow[row] === 1) u[row] = u[row]! + least - shortest[columnOf[row]!]!
  }
  for (let column = 0; column < columns; column++) {
    if (doneColumn[column] === 1) v[column] = v[column]! - (least - shortest[column]!)
  }
}
