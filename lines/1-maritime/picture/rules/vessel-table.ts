/**
 * What the rules remember of each vessel, in columns: 200,000 vessels take some 45 MB. The one heard longest ago makes
 * room for a new one. A slot's number is stable while the vessel is known.
 */
export interface VesselTable {
  readonly capacity: number
  readonly size: number
  /** Replaced when the table grows: take it anew for each report. */
  readonly columns: VesselColumns
  /** Slot of a known vessel, or -1. */
  slotOf(mmsi: number): number
  /** Slot of a vessel, made for it when it is new, and moved to the fresh end of the order of eviction. */
  take(mmsi: number): number
  /** Told a slot before its vessel is forgotten. */
  onEvict(listener: (slot: number, mmsi: number) => void): void
  /** Slots in use are below this number; a free one has mmsi 0. */
  readonly top: number
}

/** Bits of `flags`: conditions that were said and still hold. */
export const FLAG = {
  onLandOnce: 1,
  onLand: 2,
  silent: 4,
  duplicate: 8,
  mismatchSaid: 16,
  courseMismatchSaid: 32,
  distress: 64,
  distressTest: 128,
} as const

/** Positions in degrees, times in Unix ms (0 = never), speeds in knots and courses in degrees (NaN = not known). */
export interface VesselColumns {
  readonly mmsi: Int32Array
  readonly flags: Uint32Array
  readonly lastAt: Float64Array
  readonly lon: Float64Array
  readonly lat: Float64Array
  readonly sog: Float32Array
  readonly cog: Float32Array
  readonly navStatus: Uint8Array
  readonly messageType: Uint8Array
  readonly carrierSense: Uint8Array
  /** 0 = not known. */
  readonly shipType: Uint8Array
  /** Number of the station that heard it last, in the engine's own list. */
  readonly station: Uint16Array
  /** The other place of a vessel that jumped. */
  readonly otherAt: Float64Array
  readonly otherLon: Float64Array
  readonly otherLat: Float64Array
  readonly jumpFromAt: Float64Array
  readonly confirmations: Uint8Array
  readonly switches: Uint8Array
  readonly switchedAt: Float64Array
  /** Report that displacement is measured from. */
  readonly refAt: Float64Array
  readonly refLon: Float64Array
  readonly refLat: Float64Array
  readonly refSog: Float32Array
  readonly refCog: Float32Array
  readonly speedMismatches: Uint8Array
  readonly courseMismatches: Uint8Array
  /** Number of areas it is inside of. */
  readonly areas: Uint16Array
  readonly saidAt: Float64Array
}

const FIRST_CAPACITY = 4096
const NONE = -1

function makeColumns(n: number): VesselColumns {
  return {
    mmsi: new Int32Array(n),
    flags: new Uint32Array(n),
    lastAt: new Float64Array(n),
    lon: new Float64Array(n),
    lat: new Float64Array(n),
    sog: new Float32Array(n),
    cog: new Float32Array(n),
    navStatus: new Uint8Array(n),
    messageType: new Uint8Array(n),
    carrierSense: new Uint8Array(n),
    shipType: new Uint8Array(n),
    station: new Uint16Array(n),
    otherAt: new Float64Array(n),
    otherLon: new Float64Array(n),
    otherLat: new Float64Array(n),
    jumpFromAt: new Float64Array(n),
    confirmations: new Uint8Array(n),
    switches: new Uint8Array(n),
    switchedAt: new Float64Array(n),
    refAt: new Float64Array(n),
    refLon: new Float64Array(n),
    refLat: new Float64Array(n),
    refSog: new Float32Array(n),
    refCog: new Float32Array(n),
    speedMismatches: new Uint8Array(n),
    courseMismatches: new Uint8Array(n),
    areas: new Uint16Array(n),
    saidAt: new Float64Array(n),
  }
}

const NAMES = Object.keys(makeColumns(0)) as (keyof VesselColumns)[]

/** @param capacity vessels known at once; default 200,000 */
export function createVesselTable(capacity = 200_000): VesselTable {
  return new ColumnTable(capacity)
}

class ColumnTable implements VesselTable {
  readonly capacity: number
  columns: VesselColumns
  top = 0
  readonly #slots = new Map<number, number>()
  readonly #listeners: ((slot: number, mmsi: number) => void)[] = []
  /** Doubly linked order of last report: oldest first. */
  #next: Int32Array
  #previous: Int32Array
  #oldest = NONE
  #newest = NONE

  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1) throw new Error(`BUG: a table of ${capacity} vessels`)
    this.capacity = capacity
    const first = Math.min(FIRST_CAPACITY, capacity)
    this.columns = makeColumns(first)
    this.#next = new Int32Array(first)
    this.#previous = new Int32Array(first)
  }

  get size(): number {
    return this.#slots.size
  }

  slotOf(mmsi: number): number {
    return this.#slots.get(mmsi) ?? NONE
  }

  onEvict(listener: (slot: number, mmsi: number) => void): void {
    this.#listeners.push(listener)
  }

  take(mmsi: number): number {
    const known = this.#slots.get(mmsi)
    if (known !== undefined) {
      if (known !== this.#newest) {
        this.#unlink(known)
        this.#append(known)
      }
      return known
    }
    const slot = this.#slots.size >= this.capacity ? this.#evict() : this.#fresh()
    for (const name of NAMES) this.columns[name][slot] = 0
    this.columns.mmsi[slot] = mmsi
    this.#slots.set(mmsi, slot)
    this.#append(slot)
    return slot
  }

  #fresh(): number {
    const slot = this.top++
    if (slot >= this.columns.mmsi.length) this.#grow()
    return slot
  }

  #grow(): void {
    const n = Math.min(this.capacity, this.columns.mmsi.length * 2)
    const columns = makeColumns(n)
    for (const name of NAMES) columns[name].set(this.columns[name])
    this.columns = columns
    const next = new Int32Array(n)
    next.set(this.#next)
    this.#next = next
    const previous = new Int32Array(n)
    previous.set(this.#previous)
    this.#previous = previous
  }

  #evict(): number {
    const slot = this.#oldest
    const mmsi = this.columns.mmsi[slot]!
    for (const listener of this.#listeners) listener(slot, mmsi)
    this.#unlink(slot)
    this.#slots.delete(mmsi)
    return slot
  }

  #unlink(slot: number): void {
    const next = this.#next[slot]!
    const previous = this.#previous[slot]!
    if (previous === NONE) this.#oldest = next
    else this.#next[previous] = next
    if (next === NONE) this.#newest = previous
    else this.#previous[next] = previous
  }

  #append(slot: number): void {
    this.#next[slot] = NONE
    this.#previous[slot] = this.#newest
    if (this.#newest === NONE) this.#oldest = slot
    else this.#next[this.#newest] = slot
    this.#newest = slot
  }
}
