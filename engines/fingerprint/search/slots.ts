/** Bytes of a finger's compact template. */
export const SLOT_BYTES = 308
/** Fingers whose templates lie in one piece of memory. */
const CHUNK = 4096

/** Compact templates in slots of one size, so that a finger takes what it takes and nothing around it. */
export class TemplateStore {
  readonly #chunks: Uint8Array[] = []
  #count = 0

  /** Appends a template of at most SLOT_BYTES; returns its number. */
  push(compact: Uint8Array): number {
    if (this.#count === this.#chunks.length * CHUNK) this.#chunks.push(new Uint8Array(CHUNK * SLOT_BYTES))
    this.at(this.#count).set(compact)
    return this.#count++
  }

  at(number: number): Uint8Array {
    const from = (number % CHUNK) * SLOT_BYTES
    return this.#chunks[Math.floor(number / CHUNK)]!.subarray(from, from + SLOT_BYTES)
  }

  /** True where a template lies: the mark of a compact one is not zero. */
  has(number: number): boolean {
    return (
      number >= 0 &&
      number < this.#count &&
      this.#chunks[Math.floor(number / CHUNK)]![(number % CHUNK) * SLOT_BYTES] !== 0
    )
  }

  clear(number: number): void {
    this.at(number).fill(0)
  }
}
