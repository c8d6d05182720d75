/** Binary heap of (time, id) in flat arrays; equal times come out in order of id, so that a run repeats exactly. */
export interface EventQueue {
  readonly size: number
  push(atMs: number, id: number): void
  /** Time of the earliest; Infinity when empty. */
  firstMs(): number
  /** Removes the earliest and gives its id; throws when empty. */
  pop(): number
}

export function createEventQueue(capacity: number): EventQueue {
  const time = new Float64Array(capacity)
  const ids = new Uint32Array(capacity)
  let size = 0

  const before = (i: number, j: number): boolean =>
    time[i]! < time[j]! || (time[i] === time[j] && ids[i]! < ids[j]!)
  const swap = (i: number, j: number): void => {
    const t = time[i]!
    const id = ids[i]!
    time[i] = time[j]!
    ids[i] = ids[j]!
    time[j] = t
    ids[j] = id
  }
  const sink = (from: number): void => {
    let i = from
    for (;;) {
      const left = 2 * i + 1
      if (left >= size) return
      const least = left + 1 < size && before(left + 1, left) ? left + 1 : left
      if (!before(least, i)) return
      swap(i, least)
      i = least
    }
  }
  return {
    get size() {
      return size
    },
    push(atMs, id) {
      if (size === capacity) throw new Error(`BUG: more than ${capacity} events`)
      time[size] = atMs
      ids[size] = id
      let i = size++
      while (i > 0 && before(i, (i - 1) >> 1)) {
        swap(i, (i - 1) >> 1)
        i = (i - 1) >> 1
      }
    },
    firstMs: () => (size === 0 ? Infinity : time[0]!),
    pop() {
      if (size === 0) throw new Error('BUG: popped from an empty queue')
      const id = ids[0]!
      swap(0, --size)
      sink(0)
      return id
    },
  }
}
