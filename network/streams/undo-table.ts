/** Rows by key, in the order they were first set, with the changes of the running transaction to be kept or undone. */
export class UndoTable<T> {
  #rows = new Map<string, T>()
  #before = new Map<string, T | undefined>()

  get(id: string): T | undefined {
    return this.#rows.get(id)
  }

  set(id: string, row: T): void {
    this.#remember(id)
    this.#rows.set(id, row)
  }

  delete(id: string): void {
    if (!this.#rows.has(id)) return
    this.#remember(id)
    this.#rows.delete(id)
  }

  values(): Iterable<T> {
    return this.#rows.values()
  }

  entries(): [string, T][] {
    return [...this.#rows]
  }

  get size(): number {
    return this.#rows.size
  }

  changed(): boolean {
    return this.#before.size > 0
  }

  keep(): void {
    this.#before.clear()
  }

  undo(): void {
    for (const [id, row] of this.#before) {
      if (row === undefined) this.#rows.delete(id)
      else this.#rows.set(id, row)
    }
    this.#before.clear()
  }

  /** Takes over the kept rows of another. */
  load(other: UndoTable<T>): void {
    this.#rows = new Map(other.#rows)
    this.#before = new Map()
  }

  #remember(id: string): void {
    if (!this.#before.has(id)) this.#before.set(id, this.#rows.get(id))
  }
}
