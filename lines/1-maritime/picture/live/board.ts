import { VESSELS_MAX, type LastKnown } from '../positions/last-known.ts'

/**
 * Last place of every vessel shown, in columns: 250,000 vessels take some 25 MB. Slots are reused; which slots changed since
 * the last look is kept, so that fan-out costs what moved and not what is known.
 */
export interface Board {
  readonly size: number
  slotOf(mmsi: number): number | undefined
  at(slot: number): LastKnown
  /** Columns of a slot without an object. */
  readonly columns: Columns
  /** Keeps a place unless a newer one is known. Returns the slot, or -1 when it was older. */
  put(
    mmsi: number,
    atMs: number,
    lonE7: number,
    latE7: number,
    sog: number,
    cog: number,
    heading: number,
    navStatus: number,
    cls: number,
    source: number,
  ): number
  /** Marks a slot as changed, for instance because its name did. */
  touch(slot: number): void
  /** Slots changed and vessels gone since the last call. */
  drain(): { readonly slots: readonly number[]; readonly gone: readonly number[] }
  /** Takes one off the board, if it is there. */
  remove(mmsi: number): void
  /** Takes vessels not heard since off the board. */
  expire(beforeMs: number): void
  slots(): Iterable<number>
}

export interface Columns {
  readonly mmsi: Int32Array
  readonly atMs: Float64Array
  readonly lonE7: Int32Array
  readonly latE7: Int32Array
  readonly sog: Int16Array
  readonly cog: Int16Array
  readonly heading: Int16Array
  readonly navStatus: Int8Array
  readonly cls: Uint8Array
  readonly source: Int16Array
}

const FIRST_CAPACITY = 4096

function makeColumns(capacity: number): Columns {
  return {
    mmsi: new Int32Array(capacity),
    atMs: new Float64Array(capacity),
    lonE7: new Int32Array(capacity),
    latE7: new Int32Array(capacity),
    sog: new Int16Array(capacity),
    cog: new Int16Array(capacity),
    heading: new Int16Array(capacity),
    navStatus: new Int8Array(capacity),
    cls: new Uint8Array(capacity),
    source: new Int16Array(capacity),
  }
}

function grown(old: Columns, capacity: number): Columns {
  const next = makeColumns(capacity)
  for (const name of Object.keys(next) as (keyof Columns)[]) next[name].set(old[name])
  return next
}

/** @param vesselsMax vessels at once; the one heard longest ago makes room for a new one */
export function createBoard(vesselsMax: number = VESSELS_MAX): Board {
  return new ColumnBoard(vesselsMax)
}

class ColumnBoard implements Board {
  columns: Columns
  readonly #vesselsMax: number
  readonly #index = new Map<number, number>()
  readonly #free: number[] = []
  #changed: Uint8Array
  #slots: number[] = []
  #gone: number[] = []
  #top = 0

  constructor(vesselsMax: number) {
    const capacity = Math.min(FIRST_CAPACITY, vesselsMax)
    this.#vesselsMax = vesselsMax
    this.columns = makeColumns(capacity)
    this.#changed = new Uint8Array(capacity)
  }

  get size(): number {
    return this.#index.size
  }

  slotOf(mmsi: number): number | undefined {
    return this.#index.get(mmsi)
  }

  slots(): Iterable<number> {
    return this.#index.values()
  }

  at(slot: number): LastKnown {
    const c = this.columns
    return {
      mmsi: c.mmsi[slot] as number,
      atMs: c.atMs[slot] as number,
      lonE7: c.lonE7[slot] as number,
      latE7: c.latE7[slot] as number,
      sog: c.sog[slot] as number,
      cog: c.cog[slot] as number,
      heading: c.heading[slot] as number,
      navStatus: c.navStatus[slot] as number,
      cls: c.cls[slot] as number,
      source: c.source[slot] as number,
    }
  }

  put(...values: Parameters<Board['put']>): number {
    const [mmsi, atMs, lonE7, latE7, sog, cog, heading, navStatus, cls, source] = values
    const known = this.#index.get(mmsi)
    if (known !== undefined && atMs < (this.columns.atMs[known] as number)) return -1
    const slot = known ?? this.#take(mmsi)
    const c = this.columns
    c.mmsi[slot] = mmsi
    c.atMs[slot] = atMs
    c.lonE7[slot] = lonE7
    c.latE7[slot] = latE7
    c.sog[slot] = sog
    c.cog[slot] = cog
    c.heading[slot] = heading
    c.navStatus[slot] = navStatus
    c.cls[slot] = cls
    c.source[slot] = source
    this.touch(slot)
    return slot
  }

  touch(slot: number): void {
    if (this.#changed[slot] === 1) return
    this.#changed[slot] = 1
    this.#slots.push(slot)
  }

  drain(): { slots: readonly number[]; gone: readonly number[] } {
    const result = { slots: this.#slots.filter((s) => this.#changed[s] === 1), gone: this.#gone }
    for (const slot of this.#slots) this.#changed[slot] = 0
    this.#slots = []
    this.#gone = []
    return result
  }

  remove(mmsi: number): void {
    const slot = this.#index.get(mmsi)
    if (slot !== undefined) this.#remove(mmsi, slot)
  }

  expire(beforeMs: number): void {
    for (const [mmsi, slot] of this.#index)
      if ((this.columns.atMs[slot] as number) < beforeMs) this.#remove(mmsi, slot)
  }

  #take(mmsi: number): number {
    if (this.#index.size >= this.#vesselsMax) this.#makeRoom()
    const slot = this.#free.pop() ?? this.#top++
    if (slot >= this.columns.mmsi.length) {
      const capacity = Math.min(this.#vesselsMax, this.columns.mmsi.length * 2)
      this.columns = grown(this.columns, capacity)
      const changed = new Uint8Array(capacity)
      changed.set(this.#changed)
      this.#changed = changed
    }
    this.#index.set(mmsi, slot)
    return slot
  }

  /** A flood of invented identities must not push memory up: one in a hundred goes, those heard longest ago. */
  #makeRoom(): void {
    const times = this.columns.atMs.slice(0, this.#top).toSorted()
    const cut = times[Math.floor(times.length / 100)] ?? 0
    for (const [mmsi, slot] of this.#index)
      if ((this.columns.atMs[slot] as number) <= cut) this.#remove(mmsi, slot)
  }

  #remove(mmsi: number, slot: number): void {
    this.#index.delete(mmsi)
    this.#changed[slot] = 0
    this.#free.push(slot)
    this.#gone.push(mmsi)
  }
}
