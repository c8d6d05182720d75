/** Things in the order of their own time, held back for so long that a late one still finds its place. */
export interface Reorder<T> {
  /** False: it came later than what was already given out; it is not kept. */
  push(atMs: number, item: T): boolean
  /** Everything up to this time, in order. */
  take(untilMs: number): T[]
  readonly size: number
  readonly late: number
  /** Not kept because too many wait. */
  readonly dropped: number
}

/** @param sizeMax items held at most; what comes beyond is dropped and counted */
export function createReorder<T>(sizeMax: number): Reorder<T> {
  let held: { readonly atMs: number; readonly n: number; readonly item: T }[] = []
  let given = Number.NEGATIVE_INFINITY
  let late = 0
  let dropped = 0
  let n = 0
  return {
    push(atMs, item) {
      if (atMs <= given) {
        late++
        return false
      }
      if (held.length >= sizeMax) {
        dropped++
        return false
      }
      held.push({ atMs, n: n++, item })
      return true
    },
    take(untilMs) {
      const due = held.filter((one) => one.atMs <= untilMs)
      held = held.filter((one) => one.atMs > untilMs)
      given = Math.max(given, untilMs)
      return due.toSorted((a, b) => a.atMs - b.atMs || a.n - b.n).map(({ item }) => item)
    },
    get size() {
      return held.length
    },
    get late() {
      return late
    },
    get dropped() {
      return dropped
    },
  }
}
