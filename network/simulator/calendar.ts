interface Entry {
  readonly at: number
  /** Entries of one time run in the order they were made. */
  readonly order: number
  readonly work: () => Promise<void>
}

/** What happens when, in simulated time; nothing here waits. Times are milliseconds. */
export class Calendar {
  now: number
  /** Entries run so far. */
  ran = 0
  readonly #heap: Entry[] = []
  #order = 0

  constructor(now: number) {
    this.now = now
  }

  after(ms: number, work: () => Promise<void>): void {
    this.#push({ at: this.now + Math.max(0, Math.round(ms)), order: this.#order++, work })
  }

  /** Runs what is due until `end`, at most `most` entries. False when that many did not do. */
  async run(end: number, most: number): Promise<boolean> {
    for (let left = most; ; left--) {
      const first = this.#heap[0]
      if (first === undefined || first.at > end) break
      if (left === 0) return false
      this.#pop()
      this.now = first.at
      this.ran++
      await first.work()
    }
    this.now = end
    return true
  }

  #push(entry: Entry): void {
    const heap = this.#heap
    let place = heap.push(entry) - 1
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (!earlier(entry, heap[parent] as Entry)) break
      heap[place] = heap[parent] as Entry
      place = parent
    }
    heap[place] = entry
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop() as Entry
    if (heap.length === 0) return
    let place = 0
    for (;;) {
      let child = place * 2 + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && earlier(heap[child + 1] as Entry, heap[child] as Entry)) child++
      if (!earlier(heap[child] as Entry, last)) break
      heap[place] = heap[child] as Entry
      place = child
    }
    heap[place] = last
  }
}

function earlier(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
