import {
  geodesicDistanceM,
  METRES_PER_NM,
  quickDistanceM,
  type LandIndex,
  type LonLat,
} from '@basinet/geodesy'

/** Lattice of the search for a way: about a nautical mile. */
const STEP_DEG = 0.02
/** How far around the two ends a way is looked for. */
const MARGIN_DEG = 1.2
/** A berth lies in a cell that the coastline calls land; open water is looked for this far off. */
const BERTH_M = 3 * METRES_PER_NM
const STEPS: readonly (readonly [number, number])[] = [-1, 0, 1].flatMap((c) =>
  [-1, 0, 1].flatMap((r) => (c === 0 && r === 0 ? [] : [[c, r] as const])),
)

type Land = Pick<LandIndex, 'isOnLand' | 'crossesCoast'>

/** A way over water: its corners from start to end, and its length. */
export interface SeaWay {
  readonly points: readonly LonLat[]
  readonly distanceM: number
}

/** Nodes that may still be looked at, shared by everything asked at once, so that an answer comes in bounded time. */
export interface Effort {
  nodes: number
}

/**
 * Shortest way over water on a lattice (A*, Hart, Nilsson & Raphael 1968), its corners pulled straight afterwards. Null: none is found
 * within the box around both ends, the end lies on land, or the effort is spent. Depths, rocks and traffic are not known to it.
 */
export function seaRoute(from: LonLat, to: LonLat, land: Land, effort: Effort): SeaWay | null {
  if (land.isOnLand(to.lon, to.lat)) return null
  const open = (a: LonLat, b: LonLat): boolean => !land.crossesCoast(a.lon, a.lat, b.lon, b.lat)
  const berthed = land.isOnLand(from.lon, from.lat)
  if (!berthed && open(from, to)) return wayOf([from, to])
  const lattice = new Lattice(from, to, land)
  const starts = lattice.around(from, (node) => berthed || open(from, node))
  const ends = new Set(lattice.around(to, (node) => open(node, to)))
  const found = search(lattice, starts, ends, to, effort)
  if (found === null) return null
  return wayOf(pulled([from, ...found.map((n) => lattice.place(n)), to], open, berthed))
}

const wayOf = (points: readonly LonLat[]): SeaWay => ({
  points,
  distanceM: points.slice(1).reduce((sum, p, n) => sum + geodesicDistanceM(points[n]!, p), 0),
})

class Lattice {
  readonly columns: number
  readonly rows: number
  readonly #west: number
  readonly #south: number
  readonly #land: Land

  constructor(a: LonLat, b: LonLat, land: Land) {
    this.#west = Math.min(a.lon, b.lon) - MARGIN_DEG
    this.#south = Math.min(a.lat, b.lat) - MARGIN_DEG
    this.columns = Math.ceil((Math.max(a.lon, b.lon) + MARGIN_DEG - this.#west) / STEP_DEG)
    this.rows = Math.ceil((Math.max(a.lat, b.lat) + MARGIN_DEG - this.#south) / STEP_DEG)
    this.#land = land
  }

  place(node: number): LonLat {
    const column = node % this.columns
    return {
      lon: this.#west + (column + 0.5) * STEP_DEG,
      lat: this.#south + ((node - column) / this.columns + 0.5) * STEP_DEG,
    }
  }

  /** Neighbours over open water. */
  next(node: number): number[] {
    const column = node % this.columns
    const row = (node - column) / this.columns
    const here = this.place(node)
    return STEPS.flatMap(([c, r]) => {
      const [x, y] = [column + c, row + r]
      if (x < 0 || y < 0 || x >= this.columns || y >= this.rows) return []
      const other = y * this.columns + x
      const { lon, lat } = this.place(other)
      return this.#land.crossesCoast(here.lon, here.lat, lon, lat) ? [] : [other]
    })
  }

  /** Nodes of water within a berth's distance that `fits`, nearest first. */
  around(place: LonLat, fits: (node: LonLat) => boolean): number[] {
    const column = Math.floor((place.lon - this.#west) / STEP_DEG)
    const row = Math.floor((place.lat - this.#south) / STEP_DEG)
    const found: { node: number; m: number }[] = []
    for (let y = Math.max(0, row - 3); y <= Math.min(this.rows - 1, row + 3); y++) {
      for (let x = Math.max(0, column - 3); x <= Math.min(this.columns - 1, column + 3); x++) {
        const node = y * this.columns + x
        const at = this.place(node)
        const m = quickDistanceM(place.lon, place.lat, at.lon, at.lat)
        if (m <= BERTH_M && !this.#land.isOnLand(at.lon, at.lat) && fits(at)) found.push({ node, m })
      }
    }
    return found.toSorted((a, b) => a.m - b.m).map(({ node }) => node)
  }
}

interface Open {
  readonly node: number
  readonly spentM: number
  readonly guessM: number
}

function search(
  lattice: Lattice,
  starts: readonly number[],
  ends: ReadonlySet<number>,
  to: LonLat,
  effort: Effort,
): number[] | null {
  const nearest = starts[0]
  if (nearest === undefined || ends.size === 0) return null
  const restM = (node: number): number => {
    const { lon, lat } = lattice.place(node)
    return quickDistanceM(lon, lat, to.lon, to.lat)
  }
  const best = new Map([[nearest, 0]])
  const before = new Map<number, number>()
  const closed = new Set<number>()
  const heap: Open[] = [{ node: nearest, spentM: 0, guessM: restM(nearest) }]
  while (heap.length > 0 && effort.nodes > 0) {
    const { node, spentM } = pop(heap)
    if (closed.has(node)) continue
    if (ends.has(node)) return trace(before, node)
    closed.add(node)
    effort.nodes--
    const here = lattice.place(node)
    for (const other of lattice.next(node)) {
      const there = lattice.place(other)
      const m = spentM + quickDistanceM(here.lon, here.lat, there.lon, there.lat)
      if (m >= (best.get(other) ?? Infinity)) continue
      best.set(other, m)
      before.set(other, node)
      push(heap, { node: other, spentM: m, guessM: m + restM(other) })
    }
  }
  return null
}

function trace(before: ReadonlyMap<number, number>, end: number): number[] {
  const way = [end]
  for (let at = before.get(end); at !== undefined; at = before.get(at)) way.push(at)
  return way.toReversed()
}

/** Corners that can be left out over open water are. From a berth the first leg runs over what the coastline calls land. */
function pulled(
  points: readonly LonLat[],
  open: (a: LonLat, b: LonLat) => boolean,
  berthed: boolean,
): LonLat[] {
  const out = berthed ? points.slice(0, 2) : points.slice(0, 1)
  let at = out.length - 1
  while (at < points.length - 1) {
    let far = points.length - 1
    while (far > at + 1 && !open(points[at]!, points[far]!)) far--
    out.push(points[far]!)
    at = far
  }
  return out
}

function push(heap: Open[], item: Open): void {
  let at = heap.length
  heap.push(item)
  while (at > 0) {
    const up = (at - 1) >> 1
    if (heap[up]!.guessM <= item.guessM) break
    heap[at] = heap[up]!
    at = up
  }
  heap[at] = item
}

function pop(heap: Open[]): Open {
  const top = heap[0]!
  const last = heap.pop()!
  if (heap.length === 0) return top
  let at = 0
  for (;;) {
    let down = 2 * at + 1
    if (down >= heap.length) break
    if (down + 1 < heap.length && heap[down + 1]!.guessM < heap[down]!.guessM) down++
    if (heap[down]!.guessM >= last.guessM) break
    heap[at] = heap[down]!
    at = down
  }
  heap[at] = last
  return top
}
