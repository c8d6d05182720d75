import type { DeltaEvent, SnapshotEvent, Vessel } from '../../contract.ts'

/** Vessels held at most; the node cuts its lists long before, this bounds a mistake. */
const VESSELS_MAX = 250_000

/** What the live stream has told, kept as it came. Listeners are told once a change, not once a vessel. */
export class VesselStore {
  readonly #vessels = new Map<string, Vessel>()
  readonly #listeners = new Set<() => void>()
  #total = 0
  /** The node's clock at the last event, and ours. */
  #heard: { readonly node: number; readonly here: number } | null = null

  get size(): number {
    return this.#vessels.size
  }

  /** How many the node has in the viewport; more than `size` when it cut the list. */
  get total(): number {
    return Math.max(this.#total, this.#vessels.size)
  }

  get(id: string): Vessel | undefined {
    return this.#vessels.get(id)
  }

  all(): IterableIterator<Vessel> {
    return this.#vessels.values()
  }

  /** The node's time now, by its last word and the time since; ages are reckoned with it, not with this desk's clock. */
  now(): number {
    return this.#heard === null ? Date.now() : this.#heard.node + (Date.now() - this.#heard.here)
  }

  applySnapshot(event: Pick<SnapshotEvent, 'at' | 'vessels' | 'total'>): void {
    this.#vessels.clear()
    this.#total = event.total
    this.#take(event.at, event.vessels)
  }

  applyDelta(event: DeltaEvent): void {
    for (const id of event.gone) this.#vessels.delete(id)
    this.#take(event.at, event.vessels)
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #take(at: number, vessels: readonly Vessel[]): void {
    for (const vessel of vessels) {
      if (this.#vessels.size >= VESSELS_MAX && !this.#vessels.has(vessel.id)) break
      this.#vessels.set(vessel.id, vessel)
    }
    this.#heard = { node: at, here: Date.now() }
    for (const listener of this.#listeners) listener()
  }
}
