/** Octets that wait for more, with their place in the input. */
export class Buffered {
  bytes: Uint8Array = new Uint8Array(0)
  /** Where `bytes` begins in the input. */
  at = 0

  append(chunk: Uint8Array): void {
    if (this.bytes.length === 0) {
      this.bytes = chunk
      return
    }
    const joined = new Uint8Array(this.bytes.length + chunk.length)
    joined.set(this.bytes)
    joined.set(chunk, this.bytes.length)
    this.bytes = joined
  }

  drop(count: number): void {
    this.bytes = this.bytes.subarray(count)
    this.at += count
  }

  /** The caller's chunk may be overwritten once `push` has returned: what waits is copied. */
  keep(): void {
    this.bytes = new Uint8Array(this.bytes)
  }
}
